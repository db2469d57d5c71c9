package dev.connectorkit.runtime.mapping;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.schema.DateTimeErrors;
import dev.connectorkit.runtime.settings.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the settings say of how records become rows.
 *
 * @param validateRecords   whether values are checked against the schema
 * @param addRecordMetadata whether the {@code _sdc_*} columns are added; without them a tap's own are left out, as in the SDK
 * @param staticColumns     text that every row gets, by column
 * @param dateTimeErrors    what becomes of dates and times that cannot be read
 */
public record MappingSettings(
        boolean validateRecords,
        boolean addRecordMetadata,
        Optional<Flattening> flattening,
        Map<String, String> staticColumns,
        DateTimeErrors dateTimeErrors,
        StreamMaps maps) {
    private static final Logger LOG = LoggerFactory.getLogger(MappingSettings.class);

    public MappingSettings {
        requireNonNull(flattening, "flattening");
        requireNonNull(staticColumns, "staticColumns");
        requireNonNull(dateTimeErrors, "dateTimeErrors");
        requireNonNull(maps, "maps");
    }

    /** Rows as records are, neither flattened nor mapped. */
    public static MappingSettings plain(boolean validateRecords, boolean addRecordMetadata) {
        return new MappingSettings(
                validateRecords, addRecordMetadata, Optional.empty(), Map.of(), DateTimeErrors.ERROR, StreamMaps.NONE);
    }

    /**
     * Picks what mapping needs.
     *
     * @throws dev.connectorkit.runtime.error.SettingsException if something of it is wrong; the message names all of it
     */
    public static MappingSettings from(Settings settings) {
        if (settings.has("faker_config")) {
            LOG.warn("setting faker_config is not used: there is no Faker; mask by sha256 or by strings");
        }
        return new MappingSettings(
                settings.flag("validate_records"),
                settings.flag("add_record_metadata"),
                Flattening.from(settings),
                settings.optionalJson("_streams")
                        .map(streams -> StaticColumns.from(streams).values())
                        .orElse(Map.of()),
                DateTimeErrors.valueOf(settings.string("datetime_errors").toUpperCase(Locale.ROOT)),
                StreamMaps.from(settings));
    }
}
