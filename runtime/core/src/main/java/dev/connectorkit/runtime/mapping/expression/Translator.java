package dev.connectorkit.runtime.mapping.expression;

import static dev.connectorkit.runtime.mapping.expression.Nodes.indexOf;
import static dev.connectorkit.runtime.mapping.expression.Nodes.problem;
import static dev.connectorkit.runtime.mapping.expression.Nodes.requireSome;
import static dev.connectorkit.runtime.mapping.expression.Nodes.splitAt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes an expression in JEXL that has the meaning of the Python expression given. What JEXL writes differently is
 * rewritten ({@code x if c else y}, {@code in}, slices, comprehensions); what binds differently is put in brackets
 * ({@code not}, comparisons); what JEXL would take for something else is refused. JEXL's own {@code c ? x : y},
 * {@code &&}, {@code ||}, {@code !}, {@code ?.} and {@code null} may stand in it too.
 */
final class Translator {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", ">", "<=", ">=", "in", "is");

    private final Scope scope = new Scope();
    private final Operands arithmetic = new Operands(this, scope);

    /**
     * An expression in JEXL, and what it reads.
     *
     * @param names      names that are neither functions nor variables of comprehensions
     * @param recordKeys properties read as {@code record['x']}
     * @param configKeys settings read as {@code config['x']}
     */
    record Translation(String jexl, Set<String> names, Set<String> recordKeys, Set<String> configKeys) {}

    /**
     * Translates.
     *
     * @throws ExpressionProblem if the expression is none, or has a form that does not work here
     */
    static Translation translate(String expression) {
        Translator translator = new Translator();
        String jexl = translator.text(expression);
        return new Translation(
                jexl, translator.scope.names(), translator.scope.recordKeys(), translator.scope.configKeys());
    }

    /** The whole of an expression. */
    String text(String expression) {
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
    String expression(List<Node> nodes, Node near) {
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

    String anyOf(List<Node> nodes, Node near) {
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
            operands.add(arithmetic.text(nodes.subList(start, i), nodes.get(i)));
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
        operands.add(arithmetic.text(nodes.subList(start, nodes.size()), near));
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

    private static boolean isComparison(Node node) {
        return COMPARISONS.stream().anyMatch(node::is);
    }

    private static void refuseAnywhere(List<Node> nodes) {
        int lambda = indexOf(nodes, "lambda");
        if (lambda >= 0) {
            throw problem(nodes.get(lambda), "there are no lambdas; write a comprehension, [x + 1 for x in list]");
        }
    }
}
