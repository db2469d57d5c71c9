package dev.connectorkit.runtime.mapping.expression;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names that an expression reads, and those that its comprehensions define. */
final class Scope {
    /** Words of JEXL that are names in Python; as properties they are read from the record. */
    private static final Set<String> WORDS_OF_JEXL = Set.of(
            "size",
            "empty",
            "new",
            "do",
            "function",
            "var",
            "let",
            "const",
            "div",
            "mod",
            "throw",
            "catch",
            "instanceof",
            "NaN");

    private static final Set<String> WORDS_OF_PYTHON = Set.of(
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "except",
            "finally",
            "from",
            "global",
            "import",
            "nonlocal",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield",
            "is",
            "in",
            "not",
            "and",
            "or",
            "if",
            "else",
            "for",
            "lambda");

    private final Set<String> names = new TreeSet<>();
    private final Set<String> configKeys = new TreeSet<>();
    private final Set<String> recordKeys = new TreeSet<>();
    private Set<String> locals = new HashSet<>();

    /** Names that are neither functions nor variables of comprehensions. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    Set<String> recordKeys() {
        return Set.copyOf(recordKeys);
    }

    Set<String> configKeys() {
        return Set.copyOf(configKeys);
    }

    /** What the translation gives while that name is a variable of a comprehension. */
    String within(String variable, Supplier<String> translation) {
        Set<String> outer = locals;
        locals = new HashSet<>(outer);
        locals.add(variable);
        String jexl = translation.get();
        locals = outer;
        return jexl;
    }

    /** A name that is read; what stands behind it may say which of its parts. */
    String read(Token token, @Nullable Node next) {
        String name = token.text();
        switch (name) {
            case "None", "null" -> {
                return "null";
            }
            case "True", "true" -> {
                return "true";
            }
            case "False", "false" -> {
                return "false";
            }
            default -> {}
        }
        if (locals.contains(name)) {
            return "$" + name;
        }
        if (name.equals("fake")) {
            throw new ExpressionProblem("column %d: %s".formatted(token.column(), Unavailable.insteadOfFunction(name)));
        }
        if (WORDS_OF_PYTHON.contains(name)) {
            throw new ExpressionProblem("column %d: \"%s\" has no place here; the property of that name is _['%s']"
                    .formatted(token.column(), name, name));
        }
        Optional<String> key = constantKey(next);
        if (key.isPresent() && name.equals("config")) {
            configKeys.add(key.get());
        } else if (key.isPresent() && (name.equals("record") || name.equals("_"))) {
            recordKeys.add(key.get());
        }
        names.add(name);
        boolean isPlain = name.matches("[A-Za-z_][0-9A-Za-z_]*") && !WORDS_OF_JEXL.contains(name);
        return isPlain ? name : "_[" + JexlText.literal(name) + "]";
    }

    private static Optional<String> constantKey(@Nullable Node next) {
        return next instanceof Node.Group group
                        && group.open().text().equals("[")
                        && group.nodes().size() == 1
                        && group.nodes().get(0) instanceof Node.Leaf leaf
                        && leaf.token().kind() == Token.Kind.STRING
                ? Optional.of(leaf.token().text())
                : Optional.empty();
    }
}
