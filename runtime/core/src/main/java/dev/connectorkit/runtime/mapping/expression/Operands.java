package dev.connectorkit.runtime.mapping.expression;

import static dev.connectorkit.runtime.mapping.expression.Nodes.isValue;
import static dev.connectorkit.runtime.mapping.expression.Nodes.joinsStrings;
import static dev.connectorkit.runtime.mapping.expression.Nodes.problem;
import static dev.connectorkit.runtime.mapping.expression.Nodes.requireSome;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values and the arithmetic between them, which binds in JEXL as it does in Python. */
final class Operands {
    private final Translator expressions;
    private final Scope scope;
    private final Brackets brackets;

    Operands(Translator expressions, Scope scope) {
        this.expressions = expressions;
        this.scope = scope;
        this.brackets = new Brackets(expressions, scope);
    }

    String text(List<Node> nodes, Node near) {
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
                jexl.append(isPart ? brackets.part(group, nodes.subList(0, i)) : brackets.value(group));
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
            case STRING -> (joinsStrings(before, nodes.get(at)) ? " + " : "") + JexlText.literal(token.text());
            case FORMAT -> (joinsStrings(before, nodes.get(at)) ? " + " : "") + formatted(token);
            case NAME -> {
                boolean isCalled = at + 1 < nodes.size() && nodes.get(at + 1).opensWith("(");
                boolean isMember = before != null && (before.is(".") || before.is("?."));
                yield isMember
                        ? member(token, isCalled)
                        : isCalled
                                ? function(token)
                                : scope.read(token, at + 1 < nodes.size() ? nodes.get(at + 1) : null);
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
                    .formatted(token.column(), name, Unavailable.insteadOfFunction(name)));
        }
        return name;
    }

    private String member(Token token, boolean isCalled) {
        String name = token.text();
        if (isCalled && !Methods.isKnown(name)) {
            throw new ExpressionProblem("column %d: there is no method %s; %s"
                    .formatted(token.column(), name, Unavailable.insteadOfMethod(name)));
        }
        if (!name.matches("[0-9A-Za-z_]+") || name.startsWith("__")) {
            throw new ExpressionProblem(
                    "column %d: %s is no name of a member; write x['%s']".formatted(token.column(), name, name));
        }
        return name;
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
                        .append(JexlText.literal(plain.toString()))
                        .append(" + str(")
                        .append(expressions.text(part))
                        .append(')');
                plain.setLength(0);
                i = end;
            } else {
                plain.append(c);
            }
        }
        return jexl.append(" + ")
                .append(JexlText.literal(plain.toString()))
                .append(')')
                .toString();
    }
}
