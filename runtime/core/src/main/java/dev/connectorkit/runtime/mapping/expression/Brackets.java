package dev.connectorkit.runtime.mapping.expression;

import static dev.connectorkit.runtime.mapping.expression.Nodes.indexOf;
import static dev.connectorkit.runtime.mapping.expression.Nodes.items;
import static dev.connectorkit.runtime.mapping.expression.Nodes.problem;
import static dev.connectorkit.runtime.mapping.expression.Nodes.splitAt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brackets: calls, items and slices behind a value; lists, dictionaries and comprehensions of their own. */
final class Brackets {
    private static final List<String> TIMEDELTA =
            List.of("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");

    private final Translator expressions;
    private final Scope scope;

    Brackets(Translator expressions, Scope scope) {
        this.expressions = expressions;
        this.scope = scope;
    }

    /** Brackets behind a value: a call, an item, a slice. */
    String part(Node.Group group, List<Node> before) {
        if (group.open().text().equals("(")) {
            return "(" + String.join(", ", arguments(group, before)) + ")";
        }
        if (group.open().text().equals("{")) {
            throw problem(group, "an operator is missing before it");
        }
        List<List<Node>> bounds = splitAt(group.nodes(), ":");
        if (bounds.size() == 1) {
            return group.open().text() + expressions.expression(group.nodes(), group) + "]";
        }
        if (bounds.size() > 2) {
            throw problem(group, "a slice has a start and an end, no step");
        }
        return ".%s(%s, %s)"
                .formatted(ContainerMethods.SLICE, bound(bounds.get(0), group), bound(bounds.get(1), group));
    }

    private String bound(List<Node> nodes, Node near) {
        return nodes.isEmpty() ? "null" : expressions.expression(nodes, near);
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
                arguments.add(expressions.expression(argument, group));
                continue;
            }
            String keyword = ((Node.Leaf) argument.get(0)).token().text();
            List<Node> value = argument.subList(2, argument.size());
            if (callee.equals("timedelta") && TIMEDELTA.contains(keyword)) {
                while (arguments.size() <= TIMEDELTA.indexOf(keyword)) {
                    arguments.add("null");
                }
                arguments.set(TIMEDELTA.indexOf(keyword), expressions.expression(value, group));
            } else if (!callee.equals("dumps") || !keyword.equals("default")) {
                throw problem(argument.get(0), "arguments are given in their order, without names");
            } // json.dumps writes every value that there is here, so it needs no default
        }
        return arguments;
    }

    /** Brackets that are a value of their own: a tuple, a list, a dictionary, or just brackets. */
    String value(Node.Group group) {
        String open = group.open().text();
        if (indexOf(group.nodes(), "for") >= 0) {
            return comprehension(group.nodes(), open);
        }
        if (open.equals("(")) {
            boolean isTuple = group.nodes().isEmpty() || indexOf(group.nodes(), ",") >= 0;
            return isTuple ? list(group) : "(" + expressions.expression(group.nodes(), group) + ")";
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
                .map(item -> "(" + expressions.expression(item, group) + ")")
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
                                    expressions.expression(item.subList(0, colon), group),
                                    expressions.expression(item.subList(colon + 1, item.size()), group));
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
        String list = expressions.anyOf(parts.get(0), loop);
        String variable = ((Node.Leaf) nodes.get(at + 1)).token().text();
        if (!variable.matches("[A-Za-z_][0-9A-Za-z_]*")) {
            throw problem(loop, "name the variable by a letter, x");
        }
        return scope.within(
                variable, () -> loop(variable, nodes.subList(0, at), list, parts.subList(1, parts.size()), open, loop));
    }

    private String loop(
            String variable, List<Node> result, String list, List<List<Node>> conditions, String open, Node loop) {
        StringBuilder jexl = new StringBuilder("(" + list + ")");
        for (List<Node> condition : conditions) {
            jexl.append(".%s($%s -> (%s))"
                    .formatted(ContainerMethods.FILTER, variable, expressions.anyOf(condition, loop)));
        }
        int colon = open.equals("{") ? indexOf(result, ":") : -1;
        String body = colon < 0
                ? expressions.expression(result, loop)
                : "[(%s), (%s)]"
                        .formatted(
                                expressions.expression(result.subList(0, colon), loop),
                                expressions.expression(result.subList(colon + 1, result.size()), loop));
        jexl.append(".%s($%s -> (%s))".formatted(ContainerMethods.MAP, variable, body));
        return open.equals("{") ? (colon < 0 ? "set(" : "dict(") + jexl + ")" : jexl.toString();
    }
}
