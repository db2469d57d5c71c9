package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What the setting {@code stream_maps} says of a stream, or of all that a glob matches.
 *
 * @param path          the setting it stands in, {@code stream_maps.customers}
 * @param source        name or glob of the tap's streams that it concerns
 * @param isCopy        whether it makes a stream beside the tap's ({@code __source__})
 * @param isRemoved     whether the stream is not loaded
 * @param alias         the name that it is loaded by: of a copy always, else where it is given
 * @param filter        only records for which it is true are loaded
 * @param keyProperties what replaces the stream's keys; an empty list for none
 * @param keepsOthers   whether properties that the rule does not name are loaded
 */
record StreamMapRule(
        String path,
        Glob source,
        boolean isCopy,
        boolean isRemoved,
        Optional<PropertyRule.Formula> alias,
        Optional<PropertyRule.Formula> filter,
        Optional<List<String>> keyProperties,
        boolean keepsOthers,
        List<PropertyRule> properties) {
    StreamMapRule {
        requireNonNull(path, "path");
        requireNonNull(source, "source");
        requireNonNull(alias, "alias");
        requireNonNull(filter, "filter");
        keyProperties = keyProperties.map(List::copyOf);
        properties = List.copyOf(properties);
    }

    /** Whether records are loaded as they are, be it by another name. */
    boolean keepsRecords() {
        return filter.isEmpty() && keepsOthers && properties.isEmpty() && keyProperties.isEmpty();
    }
}
