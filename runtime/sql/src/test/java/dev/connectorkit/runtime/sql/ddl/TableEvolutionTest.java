package dev.connectorkit.runtime.sql.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.AddColumn;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.ChangeKey;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.CreateTable;
import dev.connectorkit.runtime.sql.ddl.SchemaChange.WidenColumn;
import dev.connectorkit.runtime.sql.dialect.Column;
import dev.connectorkit.runtime.sql.dialect.ColumnType;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Array;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Bool;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Date;
import dev.connectorkit.runtime.sql.dialect.ColumnType.DateTime;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Decimal;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Floating;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Json;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Other;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Text;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Time;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Uuid;
import dev.connectorkit.runtime.sql.dialect.ColumnType.Whole;
import dev.connectorkit.runtime.sql.dialect.Dialect;
import dev.connectorkit.runtime.sql.dialect.DuckDbDialect;
import dev.connectorkit.runtime.sql.dialect.PostgresDialect;
import dev.connectorkit.runtime.sql.dialect.TableDefinition;
import dev.connectorkit.runtime.sql.dialect.TableName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableEvolutionTest {
    private static final Dialect POSTGRES = new PostgresDialect();
    private static final Dialect DUCKDB = new DuckDbDialect();
    private static final TableName NAME = new TableName("db", "s", "t");

    private static ColumnType text(int length) {
        return new Text(OptionalInt.of(length));
    }

    static List<Arguments> typesThatStay() {
        return List.of(
                arguments(Text.UNBOUNDED, new Json(true)),
                arguments(Text.UNBOUNDED, new DateTime(true)),
                arguments(new Json(true), Text.UNBOUNDED),
                arguments(text(50), text(50)),
                arguments(text(36), new Uuid()),
                arguments(new Whole(64), new Whole(16)),
                arguments(Decimal.UNBOUNDED, new Whole(64)),
                arguments(Decimal.UNBOUNDED, Decimal.of(38, 10)),
                arguments(Decimal.of(22, 3), new Whole(64)),
                arguments(Decimal.of(10, 3), Decimal.of(9, 2)),
                arguments(new Floating(64), Decimal.UNBOUNDED),
                arguments(new Floating(64), new Whole(64)),
                arguments(new Floating(32), new Floating(32)),
                arguments(new DateTime(false), new DateTime(true)),
                arguments(new DateTime(true), new Date()),
                arguments(new Array(Text.UNBOUNDED), new Json(true)));
    }

    @ParameterizedTest
    @MethodSource("typesThatStay")
    void aColumnThatHoldsTheValuesStaysAsItIs(ColumnType existing, ColumnType wanted) {
        assertThat(plan(existing, wanted, POSTGRES)).isEmpty();
    }

    static List<Arguments> typesThatGrow() {
        return List.of(
                arguments(new Whole(16), new Whole(64), POSTGRES, new Whole(64)),
                arguments(new Whole(64), Decimal.UNBOUNDED, POSTGRES, Decimal.UNBOUNDED),
                arguments(Decimal.of(10, 2), new Whole(64), POSTGRES, Decimal.UNBOUNDED),
                arguments(Decimal.of(10, 2), Decimal.UNBOUNDED, POSTGRES, Decimal.UNBOUNDED),
                arguments(new Whole(64), Decimal.of(10, 2), DUCKDB, Decimal.of(38, 2)),
                arguments(Decimal.of(18, 9), Decimal.of(38, 0), DUCKDB, Text.UNBOUNDED),
                arguments(new Whole(64), new Floating(64), DUCKDB, Text.UNBOUNDED),
                arguments(Decimal.of(18, 2), new Floating(64), DUCKDB, Text.UNBOUNDED),
                arguments(new Whole(64), new Whole(128), DUCKDB, new Whole(128)),
                arguments(new Floating(32), new Floating(64), DUCKDB, Text.UNBOUNDED),
                arguments(text(10), text(11), POSTGRES, Text.UNBOUNDED),
                arguments(text(10), new Json(true), POSTGRES, Text.UNBOUNDED),
                arguments(new Bool(), new Whole(64), POSTGRES, Text.UNBOUNDED),
                arguments(new Date(), new DateTime(true), POSTGRES, new DateTime(true)),
                arguments(new DateTime(true), Text.UNBOUNDED, POSTGRES, Text.UNBOUNDED),
                arguments(new Time(), new DateTime(true), POSTGRES, Text.UNBOUNDED),
                arguments(new Uuid(), Text.UNBOUNDED, POSTGRES, Text.UNBOUNDED),
                arguments(new Whole(64), new Json(true), POSTGRES, new Json(true)),
                arguments(new Array(Text.UNBOUNDED), Text.UNBOUNDED, POSTGRES, new Json(true)));
    }

    @ParameterizedTest
    @MethodSource("typesThatGrow")
    void aColumnThatIsTooNarrowGetsATypeThatHoldsBoth(
            ColumnType existing, ColumnType wanted, Dialect dialect, ColumnType widened) {
        assertThat(plan(existing, wanted, dialect))
                .containsExactly(new WidenColumn(NAME, new Column("c", existing, false), widened));
    }

    private static List<SchemaChange> plan(ColumnType existing, ColumnType wanted, Dialect dialect) {
        return TableEvolution.plan(
                Optional.of(table(List.of(new Column("c", existing, false)))),
                new TableDefinition(NAME, List.of(new Column("c", wanted, false)), List.of()),
                dialect,
                Evolve.WIDEN);
    }

    private static ExistingTable table(List<Column> columns, String... key) {
        Set<Set<String>> keys = key.length == 0 ? Set.of() : Set.of(Set.of(key));
        return new ExistingTable("table", columns, Set.of(), Set.of(key), keys);
    }

    private static TableDefinition wanted(List<Column> columns, String... key) {
        return new TableDefinition(NAME, columns, List.of(key));
    }

    @Test
    void aTableThatIsMissingIsCreated() {
        TableDefinition wanted = wanted(List.of(new Column("a", new Bool(), true)), "a");
        assertThat(TableEvolution.plan(Optional.empty(), wanted, POSTGRES, Evolve.WIDEN))
                .containsExactly(new CreateTable(wanted));
    }

    @Test
    void columnsThatAreMissingAreAddedAndNoneIsDropped() {
        ExistingTable existing =
                table(List.of(new Column("old", new Bool(), false), new Column("A", new Bool(), false)));
        TableDefinition wanted =
                wanted(List.of(new Column("a", new Bool(), false), new Column("b", new Bool(), false)));
        assertThat(TableEvolution.plan(Optional.of(existing), wanted, DUCKDB, Evolve.WIDEN))
                .containsExactly(new AddColumn(NAME, new Column("b", new Bool(), false)));
        assertThat(TableEvolution.plan(Optional.of(existing), wanted, POSTGRES, Evolve.WIDEN))
                .hasSize(2);
    }

    @Test
    void allObstaclesAreToldAtOnce() {
        ExistingTable existing = new ExistingTable(
                "table",
                List.of(
                        new Column("id", new Whole(16), true),
                        new Column("geo", new Other("point"), false),
                        new Column("must", new Bool(), true)),
                Set.of("must"),
                Set.of("id"),
                Set.of(Set.of("id")));
        TableDefinition wanted = wanted(
                List.of(
                        new Column("id", new Whole(64), true),
                        new Column("part", new Whole(64), true),
                        new Column("geo", new Json(false), false)),
                "id",
                "part");
        assertThatThrownBy(() -> TableEvolution.plan(Optional.of(existing), wanted, DUCKDB, Evolve.WIDEN))
                .isInstanceOfSatisfying(
                        LoadException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_INCOMPATIBLE))
                .hasMessageStartingWith("table \"s\".\"t\": ")
                .hasMessageContaining("no column for the key property \"part\"")
                .hasMessageContaining("(point)")
                .hasMessageContaining("\"must\" is NOT NULL")
                .hasMessageContaining("(point)");
    }

    @Test
    void aTableWithoutKeyMayBeUpsertedIntoAndAnyUniqueKeyWillDo() {
        List<Column> columns = List.of(new Column("a", new Bool(), false), new Column("b", new Bool(), false));
        assertThat(TableEvolution.plan(Optional.of(table(columns)), wanted(columns, "a"), POSTGRES, Evolve.WIDEN))
                .isEmpty();
        ExistingTable otherPrimary =
                new ExistingTable("table", columns, Set.of(), Set.of("b"), Set.of(Set.of("b"), Set.of("a")));
        assertThat(TableEvolution.plan(Optional.of(otherPrimary), wanted(columns, "a"), POSTGRES, Evolve.WIDEN))
                .isEmpty();
        assertThat(TableEvolution.plan(Optional.of(table(columns, "b")), wanted(columns), POSTGRES, Evolve.WIDEN))
                .isEmpty();
        assertThat(TableEvolution.plan(Optional.of(table(columns, "b")), wanted(columns, "a"), POSTGRES, Evolve.WIDEN))
                .containsExactly(new ChangeKey(NAME, List.of("a")));
    }
}
