package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of the translation ask of the pieces of an expression. */
final class Nodes {
    private Nodes() {}

    static List<List<Node>> items(Node.Group group) {
        List<List<Node>> items = splitAt(group.nodes(), ",");
        boolean endsInComma = items.get(items.size() - 1).isEmpty();
        return endsInComma ? items.subList(0, items.size() - 1) : items;
    }

    static List<List<Node>> splitAt(List<Node> nodes, String... separators) {
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

    static int indexOf(List<Node> nodes, String text) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).is(text)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether brackets behind it are a call or an item of it. */
    static boolean isValue(Node node) {
        return node instanceof Node.Group || ((Node.Leaf) node).token().kind() != Token.Kind.OPERATOR;
    }

    static boolean joinsStrings(@Nullable Node before, Node node) {
        return before instanceof Node.Leaf left
                && node instanceof Node.Leaf right
                && isString(left.token())
                && isString(right.token());
    }

    static boolean isString(Token token) {
        return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.FORMAT;
    }

    static void requireSome(List<Node> nodes, Node near) {
        if (nodes.isEmpty()) {
            throw problem(near, "a value is missing beside it");
        }
    }

    static ExpressionProblem problem(Node node, String text) {
        String what = node instanceof Node.Leaf leaf
                ? isString(leaf.token()) ? "a string" : "\"" + leaf.token().text() + "\""
                : "\"" + ((Node.Group) node).open().text() + "\"";
        return new ExpressionProblem("column %d, %s: %s".formatted(node.column(), what, text));
    }
}
