package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an expression in JEXL that has the meaning of the Python expression given. What JEXL writes differently is
 * rewritten ({@code x if c else y}, {@code in}, slices, comprehensions); what binds differently is put in brackets
 * ({@code not}, comparisons); what JEXL would take for something else is refused. JEXL's own {@code c ? x : y},
 * {@code &&}, {@code ||}, {@code !}, {@code ?.} and {@code null} may stand in it too.
 */
final class Translator {
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

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=", "in", "is");

    private static final Map<String, String> FUNCTIONS_ELSEWHERE = Map.ofEntries(
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

    private static final Map<String, String> METHODS_ELSEWHERE = Map.ofEntries(
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

    private static final List<String> TIMEDELTA =
            List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");

    private final Set<String> names = new TreeSet<>();
    private final Set<String> configKeys = new TreeSet<>();
    private final Set<String> recordKeys = new TreeSet<>();
    private Set<String> locals = new HashSet<>();

    /**
     * An expression in JEXL, and what it reads.
     *
     * @param names      names that are neither functions nor variables of comprehensions
     * @param recordKeys properties read as {@code record['x']}
     * @param configKeys settings read as {@code config['x']}
     */
    record Translation(String jexl, Set<String> names, Set<String> recordKeys, Set<String> configKeys) {}

    private Translator() {}

    /**
     * Translates.
     *
     * @throws ExpressionProblem if the expression is none, or has a form that does not work here
     */
    static Translation translate(String expression) {
        Translator translator = new Translator();
        String jexl = translator.text(expression);
        return new Translation(
                jexl,
                Set.copyOf(translator.names),
                Set.copyOf(translator.recordKeys),
                Set.copyOf(translator.configKeys));
    }

    private String text(String expression) {
        List<Node> nodes = Node.group(Tokenizer.tokenize(expression));
        if (nodes.isEmpty()) {
            throw new ExpressionProblem("there is no expression; null removes a property, \"''\" is an empty string");
        }
        if (splitAt(nodes, ",").size() > 1) {
            throw problem(nodes.get(0), "a property has one value; write a list, [a, b]");
        }
        return expression(nodes, nodes.get(0));
    }

    /** Anything that has a value; {@code near} is where to point to when there is nothing. */
    private String expression(List<Node> nodes, Node near) {
        requireSome(nodes, near);
        refuseAnywhere(nodes);
        int condition = indexOf(nodes, "if");
        if (condition >= 0) {
            return pythonConditional(nodes, condition);
        }
        int question = indexOf(nodes, "?");
        return question >= 0 ? jexlConditional(nodes, question) : anyOf(nodes, near);
    }

    /** {@code yes if condition else no}. */
    private String pythonConditional(List<Node> nodes, int condition) {
        int otherwise = indexOf(nodes, "else");
        if (otherwise < condition) {
            throw problem(nodes.get(condition), "an if needs its else; write x if condition else None");
        }
        Node near = nodes.get(condition);
        return "((%s) ? (%s) : (%s))"
                .formatted(
                        anyOf(nodes.subList(condition + 1, otherwise), near),
                        anyOf(nodes.subList(0, condition), near),
                        expression(nodes.subList(otherwise + 1, nodes.size()), near));
    }

    /** {@code condition ? yes : no}. */
    private String jexlConditional(List<Node> nodes, int question) {
        int colon = -1;
        int depth = 0;
        for (int i = question + 1; i < nodes.size() && colon < 0; i++) {
            if (nodes.get(i).is("?")) {
                depth++;
            } else if (nodes.get(i).is(":") && depth-- == 0) {
                colon = i;
            }
        }
        Node near = nodes.get(question);
        if (colon < 0) {
            throw problem(near, "a ? needs its colon; write x if condition else y");
        }
        return "((%s) ? (%s) : (%s))"
                .formatted(
                        anyOf(nodes.subList(0, question), near),
                        expression(nodes.subList(question + 1, colon), near),
                        expression(nodes.subList(colon + 1, nodes.size()), near));
    }

    private String anyOf(List<Node> nodes, Node near) {
        requireSome(nodes, near);
        return splitAt(nodes, "or", "||").stream()
                .map(part -> allOf(part, near))
                .collect(Collectors.joining(" || "));
    }

    private String allOf(List<Node> nodes, Node near) {
        requireSome(nodes, near);
        return splitAt(nodes, "and", "&&").stream()
                .map(part -> negation(part, near))
                .collect(Collectors.joining(" && "));
    }

    /** In Python {@code not a == b} denies the comparison, in JEXL a. */
    private String negation(List<Node> nodes, Node near) {
        requireSome(nodes, near);
        return nodes.get(0).is("not")
                ? "!(" + negation(nodes.subList(1, nodes.size()), nodes.get(0)) + ")"
                : comparison(nodes, near);
    }

    /** {@code a < b < c} is {@code a < b and b < c}. */
    private String comparison(List<Node> nodes, Node near) {
        List<String> operands = new ArrayList<>();
        List<String> operators = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < nodes.size(); i++) {
            boolean isNotIn = nodes.get(i).is("not")
                    && i + 1 < nodes.size()
                    && nodes.get(i + 1).is("in");
            if (!isNotIn && !isComparison(nodes.get(i))) {
                continue;
            }
            operands.add(arithmetic(nodes.subList(start, i), nodes.get(i)));
            String operator =
                    isNotIn ? "not in" : ((Node.Leaf) nodes.get(i)).token().text();
            if (isNotIn) {
                i++;
            } else if (operator.equals("is")) {
                boolean isNot = i + 1 < nodes.size() && nodes.get(i + 1).is("not");
                i += isNot ? 1 : 0;
                operator = isNot ? "!=" : "==";
                requireSingleton(nodes, i + 1);
            }
            operators.add(operator);
            start = i + 1;
        }
        operands.add(arithmetic(nodes.subList(start, nodes.size()), near));
        List<String> comparisons = new ArrayList<>();
        for (int i = 0; i < operators.size(); i++) {
            comparisons.add(compared(operands.get(i), operators.get(i), operands.get(i + 1)));
        }
        return comparisons.isEmpty()
                ? operands.get(0)
                : comparisons.size() == 1 ? comparisons.get(0) : "(" + String.join(" && ", comparisons) + ")";
    }

    private static String compared(String left, String operator, String right) {
        return switch (operator) {
            case "in" -> "%s(%s, %s)".formatted(Functions.IN, left, right);
            case "not in" -> "!%s(%s, %s)".formatted(Functions.IN, left, right);
            default -> "(%s) %s (%s)".formatted(left, operator, right);
        };
    }

    private static void requireSingleton(List<Node> nodes, int at) {
        boolean isSingleton = at < nodes.size()
                && List.of("None", "True", "False", "null", "true", "false").stream()
                        .anyMatch(name -> nodes.get(at).is(name));
        if (!isSingleton) {
            throw problem(
                    nodes.get(Math.min(at, nodes.size() - 1)), "is compares with None; write == for other values");
        }
    }

    /** What is left binds in JEXL as it does in Python. */
    private String arithmetic(List<Node> nodes, Node near) {
        requireSome(nodes, near);
        if (!isValue(nodes.get(nodes.size() - 1))) {
            throw problem(nodes.get(nodes.size() - 1), "a value is missing beside it");
        }
        StringBuilder jexl = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            Node before = i == 0 ? null : nodes.get(i - 1);
            Node node = nodes.get(i);
            if (node instanceof Node.Group group) {
                boolean isPart = before != null && isValue(before);
                jexl.append(isPart ? part(group, nodes.subList(0, i)) : value(group));
            } else {
                Token token = ((Node.Leaf) node).token();
                if (before != null
                        && isValue(before)
                        && token.kind() != Token.Kind.OPERATOR
                        && !joinsStrings(before, node)) {
                    throw problem(node, "an operator is missing before it");
                }
                jexl.append(leaf(nodes, i));
            }
        }
        return jexl.toString();
    }

    private String leaf(List<Node> nodes, int at) {
        Token token = ((Node.Leaf) nodes.get(at)).token();
        Node before = at == 0 ? null : nodes.get(at - 1);
        return switch (token.kind()) {
            case NUMBER -> token.text();
            case STRING -> (joinsStrings(before, nodes.get(at)) ? " + " : "") + literal(token.text());
            case FORMAT -> (joinsStrings(before, nodes.get(at)) ? " + " : "") + formatted(token);
            case NAME -> {
                boolean isCalled = at + 1 < nodes.size() && nodes.get(at + 1).opensWith("(");
                boolean isMember = before != null && (before.is(".") || before.is("?."));
                yield isMember
                        ? member(token, isCalled)
                        : isCalled
                                ? function(token)
                                : variable(token, at + 1 < nodes.size() ? nodes.get(at + 1) : null);
            }
            case OPERATOR -> operator(token, before);
        };
    }

    private String operator(Token token, @Nullable Node before) {
        if (token.text().equals("%")
                && before instanceof Node.Leaf leaf
                && leaf.token().kind() == Token.Kind.STRING) {
            throw problem(before, "a string is not formatted by %; write 'a' + str(x), or f'a{x}'");
        }
        if (token.text().equals("=")) {
            throw new ExpressionProblem("column %d: nothing is assigned in an expression; two values are compared by =="
                    .formatted(token.column()));
        }
        return List.of(".", "?.", "!").contains(token.text()) ? token.text() : " " + token.text() + " ";
    }

    private String function(Token token) {
        String name = token.text();
        if (Functions.find(name) == null || name.startsWith("__")) {
            throw new ExpressionProblem("column %d: there is no function %s; %s"
                    .formatted(
                            token.column(),
                            name,
                            FUNCTIONS_ELSEWHERE.getOrDefault(
                                    name,
                                    "there are "
                                            + Functions.names().stream()
                                                    .filter(known -> !known.startsWith("__"))
                                                    .collect(Collectors.joining(", ")))));
        }
        return name;
    }

    private String member(Token token, boolean isCalled) {
        String name = token.text();
        if (isCalled && !Methods.isKnown(name)) {
            throw new ExpressionProblem("column %d: there is no method %s; %s"
                    .formatted(
                            token.column(),
                            name,
                            METHODS_ELSEWHERE.getOrDefault(name, "docs/maps.md lists those there are")));
        }
        if (!name.matches("[0-9A-Za-z_]+") || name.startsWith("__")) {
            throw new ExpressionProblem(
                    "column %d: %s is no name of a member; write x['%s']".formatted(token.column(), name, name));
        }
        return name;
    }

    private String variable(Token token, @Nullable Node next) {
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
            throw new ExpressionProblem("column %d: %s".formatted(token.column(), FUNCTIONS_ELSEWHERE.get(name)));
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
        return isPlain ? name : "_[" + literal(name) + "]";
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

    /** Brackets behind a value: a call, an item, a slice. */
    private String part(Node.Group group, List<Node> before) {
        if (group.open().text().equals("(")) {
            return "(" + String.join(", ", arguments(group, before)) + ")";
        }
        if (group.open().text().equals("{")) {
            throw problem(group, "an operator is missing before it");
        }
        List<List<Node>> bounds = splitAt(group.nodes(), ":");
        if (bounds.size() == 1) {
            return group.open().text() + expression(group.nodes(), group) + "]";
        }
        if (bounds.size() > 2) {
            throw problem(group, "a slice has a start and an end, no step");
        }
        return ".%s(%s, %s)"
                .formatted(ContainerMethods.SLICE, bound(bounds.get(0), group), bound(bounds.get(1), group));
    }

    private String bound(List<Node> nodes, Node near) {
        return nodes.isEmpty() ? "null" : expression(nodes, near);
    }

    private List<String> arguments(Node.Group group, List<Node> before) {
        if (indexOf(group.nodes(), "for") >= 0) {
            return List.of(comprehension(group.nodes(), ""));
        }
        String callee = before.get(before.size() - 1) instanceof Node.Leaf leaf
                ? leaf.token().text()
                : "";
        List<String> arguments = new ArrayList<>();
        for (List<Node> argument : items(group)) {
            boolean isKeyword = argument.size() > 1 && argument.get(1).is("=");
            if (!isKeyword) {
                arguments.add(expression(argument, group));
                continue;
            }
            String keyword = ((Node.Leaf) argument.get(0)).token().text();
            List<Node> value = argument.subList(2, argument.size());
            if (callee.equals("timedelta") && TIMEDELTA.contains(keyword)) {
                while (arguments.size() <= TIMEDELTA.indexOf(keyword)) {
                    arguments.add("null");
                }
                arguments.set(TIMEDELTA.indexOf(keyword), expression(value, group));
            } else if (!callee.equals("dumps") || !keyword.equals("default")) {
                throw problem(argument.get(0), "arguments are given in their order, without names");
            } // json.dumps writes every value that there is here, so it needs no default
        }
        return arguments;
    }

    /** Brackets that are a value of their own: a tuple, a list, a dictionary, or just brackets. */
    private String value(Node.Group group) {
        String open = group.open().text();
        if (indexOf(group.nodes(), "for") >= 0) {
            return comprehension(group.nodes(), open);
        }
        if (open.equals("(")) {
            boolean isTuple = group.nodes().isEmpty() || indexOf(group.nodes(), ",") >= 0;
            return isTuple ? list(group) : "(" + expression(group.nodes(), group) + ")";
        }
        if (open.equals("{")) {
            return group.nodes().isEmpty() || indexOf(group.nodes(), ":") >= 0 ? dictionary(group) : list(group);
        }
        if (open.equals("?[")) {
            throw problem(group, "nothing stands before it");
        }
        return list(group);
    }

    private String list(Node.Group group) {
        return items(group).stream()
                .map(item -> "(" + expression(item, group) + ")")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String dictionary(Node.Group group) {
        if (group.nodes().isEmpty()) {
            return "{:}";
        }
        return items(group).stream()
                .map(item -> {
                    int colon = indexOf(item, ":");
                    if (colon < 0) {
                        throw problem(group, "each entry has a key, a colon and a value");
                    }
                    return "(%s) : (%s)"
                            .formatted(
                                    expression(item.subList(0, colon), group),
                                    expression(item.subList(colon + 1, item.size()), group));
                })
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** {@code [result for x in list if condition]}; with braces it is a dictionary or a list without repetitions. */
    private String comprehension(List<Node> nodes, String open) {
        int at = indexOf(nodes, "for");
        Node loop = nodes.get(at);
        boolean isVariable = at + 2 < nodes.size()
                && nodes.get(at + 1) instanceof Node.Leaf leaf
                && leaf.token().isName()
                && nodes.get(at + 2).is("in");
        if (!isVariable) {
            throw problem(loop, "a comprehension has one variable; write [x[0] for x in pairs]");
        }
        List<Node> rest = nodes.subList(at + 3, nodes.size());
        if (indexOf(rest, "for") >= 0) {
            throw problem(loop, "a comprehension goes through one list; put the second one in brackets of its own");
        }
        List<List<Node>> parts = splitAt(rest, "if");
        String list = anyOf(parts.get(0), loop);
        String variable = ((Node.Leaf) nodes.get(at + 1)).token().text();
        if (!variable.matches("[A-Za-z_][0-9A-Za-z_]*")) {
            throw problem(loop, "name the variable by a letter, x");
        }
        Set<String> outer = locals;
        locals = new HashSet<>(outer);
        locals.add(variable);
        StringBuilder jexl = new StringBuilder("(" + list + ")");
        for (List<Node> condition : parts.subList(1, parts.size())) {
            jexl.append(".%s($%s -> (%s))".formatted(ContainerMethods.FILTER, variable, anyOf(condition, loop)));
        }
        List<Node> result = nodes.subList(0, at);
        int colon = open.equals("{") ? indexOf(result, ":") : -1;
        String body = colon < 0
                ? expression(result, loop)
                : "[(%s), (%s)]"
                        .formatted(
                                expression(result.subList(0, colon), loop),
                                expression(result.subList(colon + 1, result.size()), loop));
        locals = outer;
        jexl.append(".%s($%s -> (%s))".formatted(ContainerMethods.MAP, variable, body));
        return open.equals("{") ? (colon < 0 ? "set(" : "dict(") + jexl + ")" : jexl.toString();
    }

    /** {@code f'a{x}'} is {@code 'a' + str(x)}. */
    private String formatted(Token token) {
        String text = token.text();
        StringBuilder jexl = new StringBuilder("(''");
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDoubled = i + 1 < text.length() && text.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && isDoubled) {
                plain.append(c);
                i++;
            } else if (c == '{') {
                int end = text.indexOf('}', i);
                String part = end < 0 ? "" : text.substring(i + 1, end);
                if (part.isBlank() || part.matches(".*[!:{=].*")) {
                    throw new ExpressionProblem(
                            "column %d: braces in a string hold a plain expression; write 'a' + str(x) for others"
                                    .formatted(token.column()));
                }
                jexl.append(" + ")
                        .append(literal(plain.toString()))
                        .append(" + str(")
                        .append(text(part))
                        .append(')');
                plain.setLength(0);
                i = end;
            } else {
                plain.append(c);
            }
        }
        return jexl.append(" + ").append(literal(plain.toString())).append(')').toString();
    }

    /** In JEXL's own escapes, whatever the characters are. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '\'' && c != '\\') {
                literal.append(c);
            } else {
                literal.append("\\u%04x".formatted((int) c));
            }
        }
        return literal.append('\'').toString();
    }

    private static List<List<Node>> items(Node.Group group) {
        List<List<Node>> items = splitAt(group.nodes(), ",");
        boolean endsInComma = items.get(items.size() - 1).isEmpty();
        return endsInComma ? items.subList(0, items.size() - 1) : items;
    }

    private static List<List<Node>> splitAt(List<Node> nodes, String... separators) {
        List<List<Node>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (List.of(separators).stream().anyMatch(node::is)) {
                parts.add(nodes.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(nodes.subList(start, nodes.size()));
        return parts;
    }

    private static int indexOf(List<Node> nodes, String text) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).is(text)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isComparison(Node node) {
        return COMPARISONS.stream().anyMatch(node::is);
    }

    /** Whether brackets behind it are a call or an item of it. */
    private static boolean isValue(Node node) {
        return node instanceof Node.Group || ((Node.Leaf) node).token().kind() != Token.Kind.OPERATOR;
    }

    private static boolean joinsStrings(@Nullable Node before, Node node) {
        return before instanceof Node.Leaf left
                && node instanceof Node.Leaf right
                && isString(left.token())
                && isString(right.token());
    }

    private static boolean isString(Token token) {
        return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.FORMAT;
    }

    private static void refuseAnywhere(List<Node> nodes) {
        int lambda = indexOf(nodes, "lambda");
        if (lambda >= 0) {
            throw problem(nodes.get(lambda), "there are no lambdas; write a comprehension, [x + 1 for x in list]");
        }
    }

    private static void requireSome(List<Node> nodes, Node near) {
        if (nodes.isEmpty()) {
            throw problem(near, "a value is missing beside it");
        }
    }

    private static ExpressionProblem problem(Node node, String text) {
        String what = node instanceof Node.Leaf leaf
                ? isString(leaf.token()) ? "a string" : "\"" + leaf.token().text() + "\""
                : "\"" + ((Node.Group) node).open().text() + "\"";
        return new ExpressionProblem("column %d, %s: %s".formatted(node.column(), what, text));
    }
}
