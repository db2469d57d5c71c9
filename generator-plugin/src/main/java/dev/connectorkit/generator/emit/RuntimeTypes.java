package dev.connectorkit.generator.emit;

import com.palantir.javapoet.ClassName;

/** The classes that derived code names. The generator knows the runtime by these names only. */
final class RuntimeTypes {
    static final ClassName BATCH_SINK = runtime("sink", "BatchSink");
    static final ClassName CONNECTOR = runtime("session", "Connector");
    static final ClassName CONNECTOR_COMMAND = runtime("cli", "ConnectorCommand");
    static final ClassName CONNECTOR_INFO = runtime("settings", "ConnectorInfo");
    static final ClassName DESTINATION = runtime("destination", "Destination");
    static final ClassName DESTINATION_TARGET = runtime("destination", "DestinationTarget");
    static final ClassName HTTP_API = runtime("http", "HttpApi");
    static final ClassName HTTP_AUTHENTICATION = runtime("http", "Authentication");
    static final ClassName HTTP_DESTINATION = runtime("http", "HttpDestination");
    static final ClassName HTTP_REQUESTS = runtime("http", "StreamRequests");
    static final ClassName RECORD_BATCH = runtime("batch", "RecordBatch");
    static final ClassName RECORD_VALUES = runtime("schema", "RecordValues");
    static final ClassName SECRET = runtime("settings", "Secret");
    static final ClassName SINK = runtime("sink", "Sink");
    static final ClassName STREAM_RECORD = runtime("schema", "StreamRecord");
    static final ClassName STREAM_SCHEMA = runtime("schema", "StreamSchema");
    static final ClassName SETTINGS = runtime("settings", "Settings");
    static final ClassName SETTING_DEFINITION = runtime("settings", "SettingDefinition");
    static final ClassName SETTING_TYPE = runtime("settings", "SettingType");
    static final ClassName SQL_TARGET = runtime("sql", "SqlTarget");
    static final ClassName SQL_TYPE_RULES = runtime("sql", "TypeRules");
    static final ClassName TARGET = runtime("sink", "Target");
    static final ClassName JSON_NODE = ClassName.get("com.fasterxml.jackson.databind", "JsonNode");

    private RuntimeTypes() {}

    private static ClassName runtime(String name, String type) {
        return ClassName.get("dev.connectorkit.runtime." + name, type);
    }
}
