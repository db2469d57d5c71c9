package dev.connectorkit.runtime.mapping.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An expression as brackets group it: what lies outside of all brackets is a row of nodes, and so is what lies in one. */
sealed interface Node {
    /** A token that is no bracket. */
    record Leaf(Token token) implements Node {
        @Override
        public int column() {
            return token.column();
        }
    }

    /** What stands between two brackets. */
    record Group(Token open, List<Node> nodes) implements Node {
        @Override
        public int column() {
            return open.column();
        }
    }

    /** Where it begins, from 1. */
    int column();

    /** Whether it is that name or operator. */
    default boolean is(String text) {
        return this instanceof Leaf leaf && leaf.token().is(text);
    }

    /** Whether it is a group that the bracket opens. */
    default boolean opensWith(String bracket) {
        return this instanceof Group group && group.open().text().equals(bracket);
    }

    Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "?[", "]", "{", "}");

    /**
     * Groups tokens by their brackets.
     *
     * @throws ExpressionProblem if one is not closed, or closed that was not opened
     */
    static List<Node> group(List<Token> tokens) {
        List<List<Node>> rows = new ArrayList<>(List.of(new ArrayList<>()));
        List<Token> open = new ArrayList<>();
        for (Token token : tokens) {
            boolean isOperator = token.kind() == Token.Kind.OPERATOR;
            if (isOperator && CLOSING.containsKey(token.text())) {
                open.add(token);
                rows.add(new ArrayList<>());
            } else if (isOperator && CLOSING.containsValue(token.text())) {
                Token opening = open.isEmpty() ? null : open.remove(open.size() - 1);
                if (opening == null || !token.text().equals(CLOSING.get(opening.text()))) {
                    throw new ExpressionProblem(
                            "column %d: \"%s\" closes no bracket".formatted(token.column(), token.text()));
                }
                List<Node> nodes = rows.remove(rows.size() - 1);
                rows.get(rows.size() - 1).add(new Group(opening, List.copyOf(nodes)));
            } else {
                rows.get(rows.size() - 1).add(new Leaf(token));
            }
        }
        if (!open.isEmpty()) {
            Token last = open.get(open.size() - 1);
            throw new ExpressionProblem("column %d: \"%s\" is not closed".formatted(last.column(), last.text()));
        }
        return List.copyOf(rows.get(0));
    }
}
