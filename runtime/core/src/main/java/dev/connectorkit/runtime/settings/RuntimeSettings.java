package dev.connectorkit.runtime.settings;

import java.util.List;

/** The settings that every connector has, with their defaults: the one place where these stand. */
public final class RuntimeSettings {
    /** A MiB, which is also the MB of {@code maximum_batch_size_mb}, as Mage counts it. */
    public static final long MEBIBYTE = 1024 * 1024;

    private static final String SDK = "Singer SDK";
    private static final String MAGE = "Mage";
    private static final String POSTGRES = "target-postgres";

    private static final List<SettingDefinition> DEFINITIONS = List.of(
            SettingDefinition.of("load_method", SettingType.STRING)
                    .description("How rows get into a table; upsert where the stream has keys, else append-only;"
                            + " see docs/loading.md.")
                    .allowed("append-only", "upsert", "overwrite")
                    .build()
                    .following(SDK),
            SettingDefinition.of("evolve", SettingType.STRING)
                    .description(
                            "What may be done to a table that is there and has no place for what a stream sends: widen adds"
                                    + " and widens columns, fail ends the run before any row, ignore leaves new properties out and takes"
                                    + " values that do not fit for invalid records.")
                    .defaultJson("\"widen\"")
                    .allowed("widen", "fail", "ignore")
                    .build(),
            SettingDefinition.of("default_target_schema", SettingType.STRING)
                    .description("Schema that all tables go to, whatever the stream's name says.")
                    .build()
                    .following(SDK),
            SettingDefinition.of("table_name", SettingType.STRING)
                    .description(
                            "What of a stream's name is its table's: the last part at -, the part before it being the"
                                    + " schema's, or the whole stream's name, which then names no schema.")
                    .defaultJson("\"last_part\"")
                    .allowed("last_part", "stream")
                    .build(),
            SettingDefinition.of("table_prefix", SettingType.STRING)
                    .description("What the names of all tables begin with.")
                    .build(),
            SettingDefinition.of("name_style", SettingType.STRING)
                    .description(
                            "How the names of streams and properties become those of tables and columns: kept as they"
                                    + " are, or in lower snake case.")
                    .defaultJson("\"keep\"")
                    .allowed("keep", "snake")
                    .build(),
            flag("add_record_metadata", false, "Add the seven _sdc_* columns of the Singer SDK.")
                    .following(SDK),
            flag("validate_records", true, "Check each record against its stream's schema.")
                    .following(SDK),
            flag("activate_version", true, "Act on ACTIVATE_VERSION messages.").following(POSTGRES),
            flag(
                            "process_activate_version_messages",
                            true,
                            "The same, the Singer SDK's name for it; either of them off is off.")
                    .following(SDK),
            flag(
                            "hard_delete",
                            false,
                            "Delete rows of older versions, and those of _sdc_deleted_at, instead of marking them.")
                    .following(SDK),
            SettingDefinition.of("upsert_missing", SettingType.STRING)
                    .description("Whether a property that a record does not have clears the column of an existing row.")
                    .defaultJson("\"null\"")
                    .allowed("null", "keep")
                    .build(),
            SettingDefinition.of("batch_size_rows", SettingType.INTEGER)
                    .description(
                            "Rows of a stream that fill a batch; 10,000 (100,000 into SQLite, 122,880 into DuckDB) unless the connector exports by bytes only.")
                    .minimum(1)
                    .build()
                    .following(SDK),
            SettingDefinition.of("batch_size_bytes", SettingType.INTEGER)
                    .description("Bytes of input lines that fill a batch; 16 MiB for each stream, or 100 MiB over all.")
                    .minimum(1)
                    .build(),
            SettingDefinition.of("maximum_batch_size_mb", SettingType.NUMBER)
                    .description("The same in MiB, Mage's name for it.")
                    .build()
                    .following(MAGE),
            integer("batch_wait_limit_seconds", 300, "Age at which a batch is drained however small it is."),
            integer("state_wait_limit_seconds", 30, "Time that a state may wait for rows before these are drained."),
            integer("memory_limit_bytes", 128 * MEBIBYTE, "Bytes of all open batches; past it the largest is drained."),
            integer("max_parallelism", 8, "Batches that drain at the same time."),
            SettingDefinition.of("stream_parallelism", SettingType.INTEGER)
                    .description(
                            "Batches of one stream that drain at the same time, where the destination takes more than one.")
                    .minimum(1)
                    .build(),
            integer("max_line_bytes", 64 * MEBIBYTE, "Longest line of input."),
            SettingDefinition.of("state_mode", SettingType.STRING)
                    .description(
                            "Emit states whole, or merge their bookmarks; bookmarks for a destination, else whole.")
                    .allowed("whole", "bookmarks")
                    .build(),
            SettingDefinition.of("state_file_path", SettingType.STRING)
                    .description("File that holds the last state, instead of standard output; as --state.")
                    .build()
                    .following(MAGE),
            SettingDefinition.of("state_backend", SettingType.STRING)
                    .description(
                            "Where states are kept: standard output, the file of state_file_path, or a table of the"
                                    + " destination, committed together with the rows; see docs/loading.md.")
                    .allowed("stdout", "file", "table")
                    .build(),
            SettingDefinition.of("state_id", SettingType.STRING)
                    .description("Names this pipeline's state in that table; required with state_backend table.")
                    .build(),
            integer("retry_attempts", 5, "Times that a batch is sent while the failure is one that may pass."),
            integer("retry_max_seconds", 300, "Time for all attempts together."),
            SettingDefinition.of("retry_delay_seconds", SettingType.NUMBER)
                    .description("Time before the second attempt; doubled for each further one, and jittered.")
                    .defaultJson("0.5")
                    .build(),
            SettingDefinition.of("on_invalid", SettingType.STRING)
                    .description("What becomes of a record that cannot be loaded.")
                    .defaultJson("\"fail\"")
                    .allowed("fail", "skip", "dead_letter")
                    .build(),
            SettingDefinition.of("on_invalid_rules", SettingType.OBJECT)
                    .description(
                            "The same for single rules: invalid, null_key, bad_date, too_long, nul, inexact, refused.")
                    .build(),
            SettingDefinition.of("dead_letter_path", SettingType.STRING)
                    .description("File that records are set aside in, a line of JSON each; readable by its owner only.")
                    .build(),
            SettingDefinition.of("max_invalid_records", SettingType.COUNT_OR_PERCENT)
                    .description(
                            "Records that may be skipped or set aside before the run fails, as a number or as a share"
                                    + " of the records read, such as \"5%\", which is looked at every 10,000 records and at the end.")
                    .build(),
            SettingDefinition.of("batch_config", SettingType.OBJECT)
                    .description("Where BATCH files may be read from: storage.root names the folder.")
                    .build()
                    .following(SDK),
            integer("shutdown_grace_seconds", 30, "Time to drain what is open after SIGTERM or SIGINT."),
            SettingDefinition.of("unknown_messages", SettingType.STRING)
                    .description("What a message of an unknown type is.")
                    .defaultJson("\"fail\"")
                    .allowed("fail", "ignore")
                    .build(),
            SettingDefinition.of("stream_maps", SettingType.OBJECT)
                    .description("What becomes of streams and their properties, by stream or glob; see docs/maps.md.")
                    .build()
                    .following(SDK),
            SettingDefinition.of("stream_map_config", SettingType.OBJECT)
                    .description("Values that the expressions of stream_maps see as config, such as a hash seed.")
                    .secret()
                    .build()
                    .following(SDK),
            SettingDefinition.of("faker_config", SettingType.OBJECT)
                    .description("Taken for the sake of the Singer SDK's configurations; there is no Faker here.")
                    .build()
                    .following(SDK),
            flag("flattening_enabled", false, "Load the properties of objects as columns of their own.")
                    .following(SDK),
            SettingDefinition.of("flattening_max_depth", SettingType.INTEGER)
                    .description("Levels of objects that are flattened; required when flattening_enabled is true.")
                    .minimum(0)
                    .build()
                    .following(SDK),
            SettingDefinition.of("flattening_separator", SettingType.STRING)
                    .description("What stands between the names of an object and of its property.")
                    .defaultJson("\"__\"")
                    .build()
                    .following(SDK),
            integer("flattening_max_key_length", 255, "A flattened name of so many characters is abbreviated.")
                    .following(SDK),
            SettingDefinition.of("datetime_errors", SettingType.STRING)
                    .description("What becomes of a date or time that cannot be read, or that no calendar holds.")
                    .defaultJson("\"error\"")
                    .allowed("error", "null", "clamp")
                    .build(),
            SettingDefinition.of("_streams", SettingType.OBJECT)
                    .description("Mage's settings for all streams: columns gives every row a column of that text.")
                    .build()
                    .following(MAGE),
            SettingDefinition.of("unknown_settings", SettingType.STRING)
                    .description("What a setting that nobody knows is; fail in --config, warn in --config_json and"
                            + " --settings, where hosts put keys of their own.")
                    .allowed("fail", "warn")
                    .build(),
            SettingDefinition.of("log_format", SettingType.STRING)
                    .description("Form of the log on standard error: lines of text, or Mage's lines of JSON.")
                    .defaultJson("\"text\"")
                    .allowed("text", "json")
                    .build());

    private RuntimeSettings() {}

    public static List<SettingDefinition> definitions() {
        return DEFINITIONS;
    }

    private static SettingDefinition flag(String name, boolean byDefault, String description) {
        return SettingDefinition.of(name, SettingType.BOOLEAN)
                .description(description)
                .defaultJson(Boolean.toString(byDefault))
                .build();
    }

    /** A count or a size: 1 or more, unless its own default is less. */
    private static SettingDefinition integer(String name, long byDefault, String description) {
        return SettingDefinition.of(name, SettingType.INTEGER)
                .description(description)
                .defaultJson(Long.toString(byDefault))
                .minimum(Math.min(1, byDefault))
                .build();
    }
}
