package dev.connectorkit.runtime.sql.load;

import dev.connectorkit.runtime.schema.ContentEncoding;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueType.StringType;
import dev.connectorkit.runtime.sql.ddl.LoadedTable;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.LoadPath;
import dev.connectorkit.runtime.sql.dialect.StagedRows;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the loader of a table by the dialect's load path; a driver's classes are touched only then. */
final class BulkLoaders {
    /** Where DuckDB keeps temporary tables. */
    private static final TableName TEMPORARY = new TableName("temp", "main", TableLoader.STAGING_TABLE);

    private BulkLoaders() {}

    /**
     * A loader.
     *
     * @param staged     the staging table that rows go to first, if they do
     * @param replaceNul whether NUL characters become U+FFFD where the database takes none
     */
    static BulkLoader of(
            Dialect dialect, StreamSchema stream, LoadedTable table, Optional<StagedRows> staged, boolean replaceNul) {
        return switch (dialect.loadPath()) {
            case POSTGRES_COPY -> copy(dialect, stream, table, staged, replaceNul);
            case DUCKDB_APPENDER -> append(dialect, stream, table, staged);
            case PREPARED_BATCH -> insert(dialect, stream, table, staged);
        };
    }

    private static CopyLoader copy(
            Dialect dialect, StreamSchema stream, LoadedTable table, Optional<StagedRows> staged, boolean replaceNul) {
        return new CopyLoader(
                tableAndColumns(dialect, table, staged),
                copyFields(dialect, stream, table, replaceNul),
                positions(table),
                RowMarks.of(staged));
    }

    private static CopyField[] copyFields(Dialect dialect, StreamSchema stream, LoadedTable table, boolean replaceNul) {
        CopyFields fields = new CopyFields(replaceNul);
        List<CopyField> encoders = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            encoders.add(fields.of(
                    reader(dialect, stream, table, i), table.columns().get(i).type()));
        }
        return encoders.toArray(new CopyField[0]);
    }

    /** A loader for a table without rows, where COPY is the load path. */
    static Optional<FirstLoader> first(
            Dialect dialect, StreamSchema stream, LoadedTable table, boolean firstWins, boolean replaceNul) {
        if (dialect.loadPath() != LoadPath.POSTGRES_COPY) {
            return Optional.empty();
        }
        int[] keys =
                table.keys().stream().mapToInt(table.columnNames()::indexOf).toArray();
        return Optional.of(new FirstLoader(
                copy(dialect, stream, table, Optional.empty(), replaceNul),
                copyFields(dialect, stream, table, replaceNul),
                positions(table),
                keys,
                firstWins));
    }

    private static BulkLoader insert(
            Dialect dialect, StreamSchema stream, LoadedTable table, Optional<StagedRows> staged) {
        List<BindField> fields = new ArrayList<>();
        List<String> row = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnType type = table.columns().get(i).type();
            fields.add(BindFields.of(reader(dialect, stream, table, i), type));
            row.add(dialect.parameter(type));
        }
        staged.ifPresent(rows -> row.add("?"));
        staged.flatMap(StagedRows::presence).ifPresent(presence -> row.add("?"));
        return new PreparedLoader(
                tableAndColumns(dialect, table, staged),
                String.join(", ", row),
                fields.toArray(new BindField[0]),
                positions(table),
                RowMarks.of(staged));
    }

    private static String tableAndColumns(Dialect dialect, LoadedTable table, Optional<StagedRows> staged) {
        List<String> columns = new ArrayList<>(table.columnNames());
        staged.ifPresent(rows -> columns.add(rows.rowNumber()));
        staged.flatMap(StagedRows::presence).ifPresent(columns::add);
        return "%s (%s)"
                .formatted(
                        staged.map(StagedRows::staging).orElseGet(() -> dialect.quote(table.name())),
                        dialect.quoteAll(columns));
    }

    private static BulkLoader append(
            Dialect dialect, StreamSchema stream, LoadedTable table, Optional<StagedRows> staged) {
        List<AppendField> fields = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            fields.add(AppendFields.of(
                    reader(dialect, stream, table, i), table.columns().get(i).type()));
        }
        TableName into = staged.isPresent() ? TEMPORARY : table.name();
        return new AppenderLoader(into, fields.toArray(new AppendField[0]), positions(table), RowMarks.of(staged));
    }

    private static FieldReader reader(Dialect dialect, StreamSchema stream, LoadedTable table, int at) {
        Column column = table.columns().get(at);
        int position = table.positions().get(at);
        Property property = stream.properties().get(position);
        Optional<ContentEncoding> encoding =
                property.type() instanceof StringType string ? string.encoding() : Optional.empty();
        return new FieldReader(property.name(), dialect.describe(column.type()), position, encoding);
    }

    private static int[] positions(LoadedTable table) {
        return table.positions().stream().mapToInt(position -> position).toArray();
    }
}
