package dev.connectorkit.testkit.cases;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The part of a connector's life that a case is about; reports are grouped by it, in this order. */
public enum LifecyclePart {
    CONFIGURATION("Configuration"),
    CONNECTION("Connection"),
    SCHEMA("Schema"),
    LOADING("Loading"),
    BATCHES("Batches"),
    UPSERT("Upsert"),
    STATE("State"),
    SCHEMA_CHANGE("Schema change"),
    INVALID_DATA("Invalid data"),
    MESSAGES("Messages"),
    /** Where a case names no part: those that an author adds. */
    OWN("The connector's own cases");

    private final String title;

    LifecyclePart(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The name in case.yaml. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<LifecyclePart> of(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
}
