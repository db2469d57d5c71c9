package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Python's methods of strings. */
final class TextMethods {
    static final Map<String, Operation> TABLE = Map.ofEntries(
            method("lower", 0, 0, (text, args) -> text.toLowerCase(Locale.ROOT)),
            method("casefold", 0, 0, (text, args) -> text.toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT)),
            method("upper", 0, 0, (text, args) -> text.toUpperCase(Locale.ROOT)),
            method("capitalize", 0, 0, (text, args) -> capitalized(text)),
            method("title", 0, 0, (text, args) -> title(text)),
            method("strip", 0, 1, (text, args) -> stripped(text, args, true, true)),
            method("lstrip", 0, 1, (text, args) -> stripped(text, args, true, false)),
            method("rstrip", 0, 1, (text, args) -> stripped(text, args, false, true)),
            method("split", 0, 2, (text, args) -> split(text, args)),
            method("rsplit", 0, 2, (text, args) -> splitFromEnd(text, args)),
            method("splitlines", 0, 0, (text, args) -> text.lines().toList()),
            method("join", 1, 1, (text, args) -> join(text, args)),
            method("replace", 2, 3, (text, args) -> replace(text, args)),
            method("startswith", 1, 1, (text, args) -> anyOf(args).stream().anyMatch(text::startsWith)),
            method("endswith", 1, 1, (text, args) -> anyOf(args).stream().anyMatch(text::endsWith)),
            method(
                    "removeprefix",
                    1,
                    1,
                    (text, args) -> text.startsWith(args.text(0))
                            ? text.substring(args.text(0).length())
                            : text),
            method(
                    "removesuffix",
                    1,
                    1,
                    (text, args) -> text.endsWith(args.text(0))
                            ? text.substring(0, text.length() - args.text(0).length())
                            : text),
            method("find", 1, 1, (text, args) -> place(text, text.indexOf(args.text(0)))),
            method("rfind", 1, 1, (text, args) -> place(text, text.lastIndexOf(args.text(0)))),
            method("index", 1, 1, (text, args) -> found(text, text.indexOf(args.text(0)))),
            method("rindex", 1, 1, (text, args) -> found(text, text.lastIndexOf(args.text(0)))),
            method("count", 1, 1, (text, args) -> count(text, args.text(0))),
            method("partition", 1, 1, (text, args) -> partition(text, text.indexOf(args.text(0)), args.text(0))),
            method("rpartition", 1, 1, (text, args) -> lastPartition(text, args.text(0))),
            method("zfill", 1, 1, (text, args) -> zeroFilled(text, args.integer(0, 0))),
            method("ljust", 1, 2, (text, args) -> text + padding(text, args)),
            method("rjust", 1, 2, (text, args) -> padding(text, args) + text),
            method("isdigit", 0, 0, (text, args) -> all(text, Character::isDigit)),
            method("isdecimal", 0, 0, (text, args) -> all(text, Character::isDigit)),
            method("isnumeric", 0, 0, (text, args) -> all(text, Character::isDigit)),
            method("isalpha", 0, 0, (text, args) -> all(text, Character::isLetter)),
            method("isalnum", 0, 0, (text, args) -> all(text, Character::isLetterOrDigit)),
            method("isspace", 0, 0, (text, args) -> all(text, TextMethods::isSpace)),
            method(
                    "islower",
                    0,
                    0,
                    (text, args) ->
                            !text.equals(text.toUpperCase(Locale.ROOT)) && text.equals(text.toLowerCase(Locale.ROOT))),
            method(
                    "isupper",
                    0,
                    0,
                    (text, args) ->
                            !text.equals(text.toLowerCase(Locale.ROOT)) && text.equals(text.toUpperCase(Locale.ROOT))));

    private static final int MAX_WIDTH = 1_000_000;

    private TextMethods() {}

    private interface TextMethod {
        @Nullable
        Object call(String text, Arguments arguments);
    }

    private static Map.Entry<String, Operation> method(String name, int least, int most, TextMethod method) {
        return Map.entry(name, (receiver, arguments) -> method.call((String) receiver, arguments.require(least, most)));
    }

    /** By code points, which is how Python counts. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String capitalized(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    private static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean inWord = false;
        for (int letter : text.codePoints().toArray()) {
            title.appendCodePoint(inWord ? Character.toLowerCase(letter) : Character.toTitleCase(letter));
            inWord = Character.isLetter(letter);
        }
        return title.toString();
    }

    private static String stripped(String text, Arguments arguments, boolean fromStart, boolean fromEnd) {
        String set = arguments.optionalText(0).orElse("");
        IntPredicate goes = set.isEmpty() ? TextMethods::isSpace : letter -> set.indexOf(letter) >= 0;
        int start = 0;
        int end = text.length();
        while (fromStart && start < end && goes.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (fromEnd && end > start && goes.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static List<String> split(String text, Arguments arguments) {
        int most = arguments.integer(1, -1);
        List<String> parts = new ArrayList<>();
        String rest = text;
        if (arguments.optionalText(0).isEmpty()) {
            rest = text.strip();
            while (!rest.isEmpty()) {
                int end = most >= 0 && parts.size() == most ? rest.length() : blank(rest);
                parts.add(rest.substring(0, end));
                rest = rest.substring(end).stripLeading();
            }
            return parts;
        }
        String separator = separator(arguments);
        int at = rest.indexOf(separator);
        while (at >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(rest.substring(0, at));
            rest = rest.substring(at + separator.length());
            at = rest.indexOf(separator);
        }
        parts.add(rest);
        return parts;
    }

    private static List<String> splitFromEnd(String text, Arguments arguments) {
        String separator = separator(arguments.require(1, 2));
        int most = arguments.integer(1, -1);
        List<String> parts = new ArrayList<>();
        String rest = text;
        int at = rest.lastIndexOf(separator);
        while (at >= 0 && (most < 0 || parts.size() < most)) {
            parts.add(rest.substring(at + separator.length()));
            rest = rest.substring(0, at);
            at = rest.lastIndexOf(separator);
        }
        parts.add(rest);
        Collections.reverse(parts);
        return parts;
    }

    private static String separator(Arguments arguments) {
        String separator = arguments.text(0);
        if (separator.isEmpty()) {
            throw new ExpressionFault("a string is not split by an empty one; list(x) gives its characters");
        }
        return separator;
    }

    private static int blank(String text) {
        int at = 0;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String join(String separator, Arguments arguments) {
        return arguments.list(0).stream()
                .map(item -> {
                    if (item instanceof String part) {
                        return part;
                    }
                    throw new ExpressionFault(
                            "join takes a list of strings, found %s in it; write [str(x) for x in list]"
                                    .formatted(Values.kind(item)));
                })
                .collect(Collectors.joining(separator));
    }

    private static String replace(String text, Arguments arguments) {
        int most = arguments.integer(2, -1);
        String old = arguments.text(0);
        if (most < 0) {
            return text.replace(old, arguments.text(1));
        }
        String rest = text;
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < most && rest.contains(old) && !old.isEmpty(); i++) {
            int at = rest.indexOf(old);
            result.append(rest, 0, at).append(arguments.text(1));
            rest = rest.substring(at + old.length());
        }
        return result.append(rest).toString();
    }

    private static List<String> anyOf(Arguments arguments) {
        if (arguments.value(0) instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of(arguments.text(0));
    }

    private static Object place(String text, int index) {
        return index < 0 ? -1L : (long) text.codePointCount(0, index);
    }

    private static Object found(String text, int index) {
        if (index < 0) {
            throw new ExpressionFault("the string does not hold what index looks for; find gives -1 then");
        }
        return place(text, index);
    }

    private static long count(String text, String part) {
        if (part.isEmpty()) {
            return length(text) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static List<String> partition(String text, int at, String separator) {
        return at < 0
                ? List.of(text, "", "")
                : List.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    private static List<String> lastPartition(String text, String separator) {
        int at = text.lastIndexOf(separator);
        return at < 0 ? List.of("", "", text) : partition(text, at, separator);
    }

    private static String zeroFilled(String text, int width) {
        boolean isSigned = text.startsWith("-") || text.startsWith("+");
        int missing = Math.min(width, MAX_WIDTH) - length(text);
        String zeros = "0".repeat(Math.max(0, missing));
        return isSigned ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
    }

    private static String padding(String text, Arguments arguments) {
        int missing = Math.min(arguments.integer(0, 0), MAX_WIDTH) - length(text);
        return arguments.optionalText(1).orElse(" ").repeat(Math.max(0, missing));
    }

    private static boolean all(String text, IntPredicate test) {
        return !text.isEmpty() && text.codePoints().allMatch(test);
    }

    private static boolean isSpace(int letter) {
        return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
    }

    static List<String> characters(String text) {
        return Arrays.asList(text.codePoints().mapToObj(Character::toString).toArray(String[]::new));
    }
}
