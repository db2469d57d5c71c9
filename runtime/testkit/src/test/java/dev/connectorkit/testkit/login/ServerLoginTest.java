package dev.connectorkit.testkit.login;

import static dev.connectorkit.testkit.login.ServerLogin.Driver.MARIADB;
import static dev.connectorkit.testkit.login.ServerLogin.Driver.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLoginTest {
    @Test
    void readsAUrlWithAllItsParts() {
        ServerLogin login = ServerLogin.ofJdbcUrl(
                POSTGRESQL, "jdbc:postgresql://db.example:6543/flights?user=ada&password=p%26w%3D1&sslmode=disable");

        assertThat(login).isEqualTo(new ServerLogin(POSTGRESQL, "db.example", 6543, "ada", "p&w=1", "flights"));
        assertThat(login.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/flights");
    }

    @Test
    void takesTheUsualPortAndNoPasswordWhereTheUrlHasNone() {
        assertThat(ServerLogin.ofJdbcUrl(POSTGRESQL, "jdbc:postgresql://localhost/d?user=u"))
                .isEqualTo(new ServerLogin(POSTGRESQL, "localhost", 5432, "u", "", "d"));
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
        assertThatThrownBy(() -> ServerLogin.ofJdbcUrl(POSTGRESQL, url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://host:port/database?user=…&password=…")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void readsTheSettingsOfAConnector() {
        assertThat(ServerLogin.ofSettings(POSTGRESQL, object().put("user", "u")))
                .isEmpty();
        assertThat(ServerLogin.ofSettings(
                        POSTGRESQL,
                        object().put("host", "h")
                                .put("port", 1)
                                .put("user", "u")
                                .put("password", "p")
                                .put("database", "d")))
                .hasValue(new ServerLogin(POSTGRESQL, "h", 1, "u", "p", "d"));
    }

    @Test
    void writesAUrlThatItReadsBack() {
        ServerLogin login = new ServerLogin(POSTGRESQL, "localhost", 1, "u&u", "p=p %", "d d");

        assertThat(ServerLogin.ofJdbcUrl(POSTGRESQL, login.jdbcUrlWithLogin())).isEqualTo(login);
    }

    @Test
    void readsTheUrlsOfAnotherDriverByItsOwnNameAndPort() {
        assertThat(ServerLogin.ofJdbcUrl(MARIADB, "jdbc:mariadb://localhost/d?user=u"))
                .isEqualTo(new ServerLogin(MARIADB, "localhost", 3306, "u", "", "d"));
        assertThatThrownBy(() -> ServerLogin.ofJdbcUrl(MARIADB, "jdbc:postgresql://localhost/d?user=u"))
                .hasMessageContaining("jdbc:mariadb://host:port/database?user=…&password=…");
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        assertThat(new ServerLogin(POSTGRESQL, "h", 1, "u", "secret", "d").toString())
                .doesNotContain("secret");
    }

    private static ObjectNode object() {
        return new JsonMapper().createObjectNode();
    }
}
