package dev.connectorkit.testkit.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a connector, or the system behind it, may be without. */
public enum Capability {
    /** A row replaces the one with the same key. */
    UPSERT,
    /** Rows are removed, or marked, when a version is activated. */
    HARD_DELETE,
    /** A stream may get properties after its first records. */
    SCHEMA_EVOLUTION,
    /** A column whose type becomes wider stays one column, with the values that it had; else a second one may stand beside it. */
    COLUMN_WIDENING,
    /** A stream's key may become another after its first records. */
    KEY_CHANGES,
    /** What was loaded can be read back; without it, exits, states and counters are still checked. */
    READABLE,
    /** A stream has a table, with typed columns, as soon as its schema is known. */
    TABLES,
    /** Columns whose names differ by case alone are two. */
    CASE_SENSITIVE_NAMES,
    /** Names of columns are kept whatever they are made of. */
    ANY_NAMES,
    /** Names may have characters past U+FFFF, such as emoji. */
    SUPPLEMENTARY_NAMES,
    /** Files that a BATCH message names are loaded. */
    BATCH_FILES,
    /** The setting load_method is honoured. */
    LOAD_METHOD,
    /** Among its values is overwrite: the rows of a run take the place of those that were there. */
    OVERWRITE,
    /** The settings, counters and error codes are those of this kit's runtime; a foreign target has others. */
    KIT,
    /** Whole numbers past 64 bits. */
    BIG_INTEGER(true),
    /** Numbers of more digits than a double has. */
    EXACT_NUMBER(true),
    /** Date-times with their offset. */
    DATE_TIME(true),
    /** Objects and arrays that stand in one another deeper than 31 levels. */
    DEEP_JSON(true),
    /** Texts that are longer than their schema says, where nobody looks at it. */
    OVERLONG_TEXT(true),
    /** The character U+0000 in texts. */
    NUL(true);

    private final boolean isOfValues;

    Capability() {
        this(false);
    }

    Capability(boolean isOfValues) {
        this.isOfValues = isOfValues;
    }

    /** The name in case.yaml, in a descriptor and in a certificate: of values as in {@code cannot_hold}, with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', isOfValues ? '-' : '_');
    }

    /** Whether it is about the values that the system can hold. */
    public boolean isOfValues() {
        return isOfValues;
    }

    public static Optional<Capability> of(String word) {
        return Arrays.stream(values())
                .filter(capability -> capability.word().equals(word))
                .findFirst();
    }
}
