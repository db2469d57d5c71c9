package dev.connectorkit.runtime.sql.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTextTest {
    private static final Set<String> NAMES = Set.of("orders", "id", "orders_pkey");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "invalid input syntax for type integer: \"secret\" | invalid input syntax for type integer: …",
                "value \"12\" is out of range for type bigint | value … is out of range for type bigint",
                "a \"se\"cret\" is wrong | a … is wrong",
                "null value in column \"id\" of relation \"orders\" | null value in column \"id\" of relation \"orders\"",
                "duplicate key value violates unique constraint \"orders_pkey\" | duplicate key value violates unique constraint \"orders_pkey\"",
                "column \"id\" cannot be \"secret\" | column \"id\" cannot be …",
                "Constraint Error: Duplicate key \"id: 1\" violates primary key constraint. | Constraint Error: Duplicate key … violates primary key constraint.",
                "Could not convert string 'secret' to INT32 | Could not convert string … to INT32",
                "it can't be | it can't be",
                "unfinished \"secret | unfinished …"
            })
    void whatIsInQuotesIsLeftOutUnlessItIsAName(String message, String expected) {
        assertThat(MessageText.withoutValues(message, NAMES)).isEqualTo(expected);
    }

    @Test
    void aValueThatHasLinesIsLeftOutWhole() {
        assertThat(MessageText.withoutValues("wrong: \"secret\nmore \"secret\" here", NAMES))
                .isEqualTo("wrong: …");
        assertThat(MessageText.withoutValues("wrong\nLINE 1: secret", NAMES)).isEqualTo("wrong");
    }

    @Test
    void theCauseThatIsKeptHasNoValuesEither() {
        SQLException original = new SQLException("bad \"secret\"", "22P02");
        SQLException cause = DatabaseError.of(original, NAMES).asCause(original);
        assertThat((Throwable) cause).hasMessage("SQLException: bad …").hasNoCause();
        assertThat(cause.getStackTrace()).isEqualTo(original.getStackTrace());
    }

    @ParameterizedTest
    @CsvSource({"08006,true", "40P01,true", "53200,true", "57P01,true", "23505,false", "22P02,false", "'',false"})
    void errorsThatMayPassAreToldByTheirClass(String state, boolean isTransient) {
        assertThat(DatabaseError.of(new SQLException("x", state), NAMES).isTransient())
                .isEqualTo(isTransient);
    }
}
