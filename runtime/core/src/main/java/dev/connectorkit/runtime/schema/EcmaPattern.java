package dev.connectorkit.runtime.schema;

import dev.connectorkit.runtime.error.InvalidRule;
import dev.connectorkit.runtime.error.RecordException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression as JSON Schema means it (ECMA-262, with the flag u), run by java.util.regex: where the two read the
 * same text in different ways it is spelled anew, and what only one of them knows is refused. Used by one thread.
 */
final class EcmaPattern {
    /** Steps that a match may take for each character, above a fixed number; an expression that backtracks for ever ends there. */
    private static final long STEPS_PER_CHARACTER = 1_000;

    private static final long FIRST_STEPS = 1_000_000;

    private final Matcher matcher;
    private final CountedText text = new CountedText();

    private EcmaPattern(Pattern pattern) {
        this.matcher = pattern.matcher("");
    }

    /**
     * Compiles the expression.
     *
     * @throws SchemaProblem if it is none, or one that cannot be run here as ECMA-262 means it
     */
    static EcmaPattern compile(String expression) {
        try {
            return new EcmaPattern(Pattern.compile(new EcmaPatternTranslator(expression).translate()));
        } catch (PatternSyntaxException e) {
            throw new SchemaProblem("\"pattern\" is no regular expression that can be read: %s near index %d"
                    .formatted(e.getDescription(), e.getIndex()));
        }
    }

    /**
     * Whether the expression matches a part of the text.
     *
     * @throws RecordException if that cannot be found out in a reasonable time
     */
    boolean isIn(String value) {
        text.reset(value, FIRST_STEPS + STEPS_PER_CHARACTER * value.length());
        try {
            return matcher.reset(text).find();
        } catch (StackOverflowError | TooManyStepsException e) {
            throw new RecordException(
                    InvalidRule.INVALID, "a string cannot be compared to the pattern of its schema in time (pattern)");
        } finally {
            text.reset("", 0);
            matcher.reset(text);
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("", null, false, false);
        }
    }

    /** Counts what the matcher looks at: nothing else can stop it. */
    private static final class CountedText implements CharSequence {
        private String text = "";
        private long stepsLeft;

        void reset(String value, long steps) {
            text = value;
            stepsLeft = steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--stepsLeft < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
