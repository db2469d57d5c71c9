package dev.connectorkit.it;

/** The connectors that the invoker projects built. */
final class Connectors {
    static final PackagedConnector DUCKDB = PackagedConnector.builtBy(
            "a_duckdb_connector_is_scaffolded_built_and_loads_real_streams", "target-flights");
    static final PackagedConnector POSTGRES = PackagedConnector.builtBy(
            "a_postgres_connector_is_scaffolded_built_and_loads_real_streams", "target-warehouse");
    static final PackagedConnector SQLITE = PackagedConnector.builtBy(
            "a_sqlite_connector_is_deployed_and_runs_from_its_archive_alone", "target-flights");
    static final PackagedConnector DESK = PackagedConnector.builtBy(
            "an_http_connector_loads_real_streams_into_a_system_that_throttles_fails_and_refuses", "target-desk");
    static final PackagedConnector FRESH_TARGET =
            PackagedConnector.builtBy("a_target_is_scaffolded_built_and_keeps_real_streams_in_files", "target-flights");
    static final PackagedConnector FRESH_DESTINATION = PackagedConnector.builtBy(
            "a_destination_is_scaffolded_built_and_keeps_real_streams_in_files", "destination-flights");

    private Connectors() {}
}
