package dev.connectorkit.runtime.mapping;

import java.util.regex.Pattern;

/** A name in which {@code *} stands for any characters, {@code ?} for one, {@code [ab]} and {@code [!ab]} for one of a set. */
record Glob(String text, Pattern pattern) {
    /** As Python's fnmatch reads it. */
    static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = c == '[' ? text.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = text.substring(i + 1, end).replaceAll("[\\\\\\[&^]", "\\\\$0");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String name) {
        return text.equals(name) || pattern.matcher(name).matches();
    }
}
