package dev.connectorkit.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresLoginTest {
    @Test
    void readsAUrlWithAllItsParts() {
        PostgresLogin login = PostgresLogin.ofJdbcUrl(
                "jdbc:postgresql://db.example:6543/flights?user=ada&password=p%26w%3D1&sslmode=disable");

        assertThat(login).isEqualTo(new PostgresLogin("db.example", 6543, "ada", "p&w=1", "flights"));
        assertThat(login.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/flights");
    }

    @Test
    void takesTheUsualPortAndNoPasswordWhereTheUrlHasNone() {
        assertThat(PostgresLogin.ofJdbcUrl("jdbc:postgresql://localhost/d?user=u"))
                .isEqualTo(new PostgresLogin("localhost", 5432, "u", "", "d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:d?user=u&password=secret",
                "jdbc:postgresql://localhost/d?password=secret",
                "jdbc:postgresql://localhost/?user=u&password=secret",
                "jdbc:mysql://localhost/d?user=u&password=secret",
                "not a URL, secret",
            })
    void refusesAnyOtherUrlWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> PostgresLogin.ofJdbcUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database?user=…&password=…")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void readsTheSettingsOfAConnector() {
        assertThat(PostgresLogin.ofSettings(object().put("user", "u"))).isEmpty();
        assertThat(PostgresLogin.ofSettings(object().put("host", "h")
                        .put("port", 1)
                        .put("user", "u")
                        .put("password", "p")
                        .put("database", "d")))
                .hasValue(new PostgresLogin("h", 1, "u", "p", "d"));
    }

    @Test
    void writesAUrlThatItReadsBack() {
        PostgresLogin login = new PostgresLogin("localhost", 1, "u&u", "p=p %", "d d");

        assertThat(PostgresLogin.ofJdbcUrl(login.jdbcUrlWithLogin())).isEqualTo(login);
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(new PostgresLogin("h", 1, "u", "secret", "d").toString()).doesNotContain("secret");
    }

    private static ObjectNode object() {
        return new JsonMapper().createObjectNode();
    }
}
