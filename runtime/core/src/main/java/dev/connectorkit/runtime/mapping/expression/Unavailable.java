package dev.connectorkit.runtime.mapping.expression;

import java.util.Map;
import java.util.stream.Collectors;

/** Names that Python, the Singer SDK or JEXL have and there are not here, with what to write for them. */
final class Unavailable {
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry(
                    "rand",
                    "a row has to come out the same each time; write sha256(str(id)) for something like chance"),
            Map.entry(
                    "randint",
                    "a row has to come out the same each time; write sha256(str(id)) for something like chance"),
            Map.entry("fake", "there is no Faker; mask by sha256(config['hash_seed'] + x) or by a string"),
            Map.entry("size", "write len(x)"),
            Map.entry("empty", "write not x"),
            Map.entry("print", "an expression only gives a value"),
            Map.entry("map", "write a comprehension, [x + 1 for x in list]"),
            Map.entry("filter", "write a comprehension, [x for x in list if x > 1]"),
            Map.entry("isinstance", "a property has the type of its schema"),
            Map.entry("getattr", "write x['name']"),
            Map.entry("format", "write str(x), or 'a' + str(x)"),
            Map.entry("range", "there are no ranges; write the list"),
            Map.entry("decimal", "numbers keep every digit as they are"),
            Map.entry("Decimal", "numbers keep every digit as they are"));

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("format", "write 'a' + str(x), or f'a{x}'"),
            Map.entry("encode", "md5 and sha256 take strings as they are"),
            Map.entry("hexdigest", "write md5(x) or sha256(x)"),
            Map.entry("toLowerCase", "write x.lower()"),
            Map.entry("toUpperCase", "write x.upper()"),
            Map.entry("trim", "write x.strip()"),
            Map.entry("length", "write len(x)"),
            Map.entry("size", "write len(x)"),
            Map.entry("isEmpty", "write not x"),
            Map.entry("substring", "write x[1:3]"),
            Map.entry("charAt", "write x[1]"),
            Map.entry("startsWith", "write x.startswith('a')"),
            Map.entry("endsWith", "write x.endswith('a')"),
            Map.entry("contains", "write y in x"),
            Map.entry("containsKey", "write y in x"),
            Map.entry("equals", "write x == y"),
            Map.entry("indexOf", "write x.find(y)"),
            Map.entry(
                    "matches", "there are no regular expressions; write y in x, x.startswith('a') or x.endswith('a')"),
            Map.entry("append", "write list + [x]"),
            Map.entry("sort", "write sorted(list)"),
            Map.entry("reverse", "nothing is changed in place"));

    private Unavailable() {}

    static String insteadOfFunction(String name) {
        return FUNCTIONS.getOrDefault(
                name,
                "there are "
                        + Functions.names().stream()
                                .filter(known -> !known.startsWith("__"))
                                .collect(Collectors.joining(", ")));
    }

    static String insteadOfMethod(String name) {
        return METHODS.getOrDefault(name, "docs/maps.md lists those there are");
    }
}
