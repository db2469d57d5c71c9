package dev.connectorkit.runtime.mapping.expression;

import java.time.Clock;
import java.util.Map;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.introspection.JexlPermissions;

/**
 * Compiles the expressions of stream maps: written as Python, run by Apache Commons JEXL. An expression has no side
 * effects, makes nothing but values, and reaches nothing but its names and the functions of this package.
 */
public final class Expressions {
    private final JexlEngine engine;
    private final Map<String, Object> libraries;

    /** Expressions that take the time, where they ask for it, from the clock. */
    public Expressions(Clock clock) {
        this.libraries = Library.all(clock);
        this.engine = new JexlBuilder()
                .features(features())
                .permissions(JexlPermissions.RESTRICTED)
                .uberspect(new ClosedUberspect())
                .arithmetic(new ExactArithmetic())
                .booleanLogical(false)
                .safe(false)
                .strict(true)
                .silent(false)
                .cancellable(false)
                .cache(0)
                .create();
    }

    /**
     * Compiles an expression.
     *
     * @throws ExpressionProblem if it is none, or has a form that does not work; the message tells what to write instead
     */
    public Expression compile(String text) {
        Translator.Translation translation = Translator.translate(text);
        try {
            return new Expression(engine.createScript(translation.jexl()), translation, libraries);
        } catch (JexlException e) {
            throw new ExpressionProblem("it is no expression; see docs/maps.md", e);
        }
    }

    /** The expression whose value is the text. */
    public static String quoted(String text) {
        return JexlText.literal(text);
    }

    private static JexlFeatures features() {
        return JexlFeatures.createNone()
                .structuredLiteral(true)
                .methodCall(true)
                .arrayReferenceExpr(true)
                .lambda(true)
                .localVar(true) // the variables of lambdas
                .thinArrow(true)
                .comparatorNames(false);
    }
}
