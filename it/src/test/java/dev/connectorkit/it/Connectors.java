package dev.connectorkit.it;

/** The connectors that the invoker projects built. */
final class Connectors {
    static final PackagedConnector DUCKDB = PackagedConnector.builtBy(
            "a_duckdb_connector_is_scaffolded_built_and_loads_real_streams", "target-flights");
    static final PackagedConnector POSTGRES = PackagedConnector.builtBy(
            "a_postgres_connector_is_scaffolded_built_and_loads_real_streams", "target-warehouse");

    static final PackagedConnector SQLITE = PackagedConnector.builtBy(
            "a_sqlite_connector_is_deployed_and_runs_from_its_archive_alone", "target-flights");

    private Connectors() {}
}
