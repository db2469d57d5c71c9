package dev.connectorkit.runtime.sql.load;

import java.util.Set;

/** Takes values out of databases' messages: what stands in quotes, unless it is a name. */
final class MessageText {
    private static final String LEFT_OUT = "…";

    private MessageText() {}

    /** The first line; from the first quote that holds no name on, all that may be part of a value is left out. */
    static String withoutValues(String message, Set<String> names) {
        String line = message.lines().findFirst().orElse("").strip();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!isQuote(line, i)) {
                continue;
            }
            int end = endOfName(line, i, names);
            if (end < 0) {
                int last = message.lines().count() > 1 ? -1 : line.lastIndexOf(c);
                return line.substring(0, i) + LEFT_OUT + (last > i ? line.substring(last + 1) : "");
            }
            i = end;
        }
        return line;
    }

    /** An apostrophe within a word quotes nothing. */
    private static boolean isQuote(String line, int at) {
        char c = line.charAt(at);
        return c == '"' || (c == '\'' && (at == 0 || !Character.isLetter(line.charAt(at - 1))));
    }

    private static int endOfName(String line, int quote, Set<String> names) {
        for (String name : names) {
            int end = quote + 1 + name.length();
            if (line.startsWith(name, quote + 1) && end < line.length() && line.charAt(end) == line.charAt(quote)) {
                return end;
            }
        }
        return -1;
    }
}
