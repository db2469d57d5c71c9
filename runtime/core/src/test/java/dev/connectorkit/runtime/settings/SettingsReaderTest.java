package dev.connectorkit.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.SettingsException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ConnectorInfo CONNECTOR = ConnectorInfo.of("target-flights")
            .setting(SettingDefinition.of("host", SettingType.STRING).required().build())
            .setting(SettingDefinition.of("port", SettingType.INTEGER)
                    .defaultJson("5432")
                    .minimum(1)
                    .build())
            .setting(SettingDefinition.of("password", SettingType.STRING)
                    .secret()
                    .env("PGPASSWORD")
                    .build())
            .setting(SettingDefinition.of("pin", SettingType.INTEGER).secret().build())
            .setting(SettingDefinition.of("ratio", SettingType.NUMBER).build())
            .setting(SettingDefinition.of("ssl", SettingType.BOOLEAN).build())
            .setting(SettingDefinition.of("ssl.mode", SettingType.STRING)
                    .allowed("require", "verify-full")
                    .build())
            .setting(SettingDefinition.of("options", SettingType.OBJECT).build())
            .setting(SettingDefinition.of("tables", SettingType.ARRAY).build())
            .setting(SettingDefinition.of("server", SettingType.STRING)
                    .deprecated("use host")
                    .build())
            .defaultValue("max_parallelism", "2")
            .defaultValue("maximum_batch_size_mb", "10")
            .build();

    @Test
    void laterLayersWinSettingBySetting() {
        Settings settings =
                read(List.of(layer("{'host':'a','port':1}"), layer("{'host':'b'}"), layer("{'ratio':1.50}")), Map.of());
        assertThat(settings.string("host")).isEqualTo("b");
        assertThat(settings.integer("port")).isEqualTo(1);
        assertThat(settings.number("ratio")).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void aDefaultGivesWayToTheOtherNameOfItsSetting() {
        Settings byDefault = read(List.of(layer("{'host':'a'}")), Map.of());
        assertThat(byDefault.number("maximum_batch_size_mb")).isEqualTo(BigDecimal.TEN);
        Settings given = read(List.of(layer("{'host':'a','batch_size_bytes':77}")), Map.of());
        assertThat(given.integer("batch_size_bytes")).isEqualTo(77);
        assertThat(given.optionalNumber("maximum_batch_size_mb")).isEmpty();
    }

    @Test
    void aDeprecatedSettingThatIsGivenIsAWarningThatSaysWhatToUse() {
        assertThat(read(List.of(layer("{'host':'a','server':'b'}")), Map.of()).warnings())
                .containsExactly("setting \"server\" is deprecated: use host");
        assertThat(read(List.of(layer("{'host':'a','server':null}")), Map.of()).warnings())
                .isEmpty();
    }

    @Test
    void aNullTakesAnEarlierValueAway() {
        Settings settings = read(List.of(layer("{'host':'a','port':1}"), layer("{'port':null}")), Map.of());
        assertThat(settings.integer("port")).isEqualTo(5432);
    }

    @Test
    void aConnectorMayChangeADefaultOfTheRuntime() {
        assertThat(read(List.of(layer("{'host':'a'}")), Map.of()).integer("max_parallelism"))
                .isEqualTo(2);
    }

    @Test
    void theEnvironmentWinsOverFilesAndIsCastByType() {
        Settings settings = read(
                List.of(layer("{'host':'file','port':1}")),
                Map.of(
                        "TARGET_FLIGHTS_HOST", "variable",
                        "TARGET_FLIGHTS_PORT", " 15432 ",
                        "TARGET_FLIGHTS_RATIO", "0.10",
                        "TARGET_FLIGHTS_SSL_MODE", "require",
                        "TARGET_FLIGHTS_OPTIONS", "{\"a\":{\"b\":1.20}}",
                        "TARGET_FLIGHTS_TABLES", "[\"x\"]",
                        "TARGET_FLIGHTS_BATCH_SIZE_ROWS", "7",
                        "PGPASSWORD", "s3cret"));
        assertThat(settings.string("host")).isEqualTo("variable");
        assertThat(settings.integer("port")).isEqualTo(15432);
        assertThat(settings.number("ratio")).isEqualTo(new BigDecimal("0.10"));
        assertThat(settings.string("ssl.mode")).isEqualTo("require");
        assertThat(settings.json("options")).hasToString("{\"a\":{\"b\":1.20}}");
        assertThat(settings.json("tables")).hasToString("[\"x\"]");
        assertThat(settings.integer("batch_size_rows")).isEqualTo(7);
        assertThat(settings.secret("password").reveal()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @Test
    void theDerivedVariableWinsOverTheOneThatTheSettingNames() {
        Settings settings =
                read(List.of(layer("{'host':'a'}")), Map.of("PGPASSWORD", "one", "TARGET_FLIGHTS_PASSWORD", "other"));
        assertThat(settings.secret("password").reveal()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "Yes,true", "on,true", "FALSE,false", "0,false", "no,false", "off,false"})
    void variablesSayTrueAndFalseInSeveralWords(String word, boolean expected) {
        Settings settings = read(List.of(layer("{'host':'a'}")), Map.of("TARGET_FLIGHTS_SSL", word));
        assertThat(settings.flag("ssl")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "PIN", "RATIO", "SSL", "OPTIONS", "TABLES"})
    void aVariableThatCannotBeCastIsNamedWithoutItsValue(String setting) {
        String variable = "TARGET_FLIGHTS_" + setting;
        assertThatThrownBy(() -> read(List.of(layer("{'host':'a'}")), Map.of(variable, "s3cret")))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("configuration: environment variable " + variable + " has to be ")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void allProblemsAreReportedAtOnceAndNoneShowsAValue() {
        assertThatThrownBy(() -> read(
                        List.of(layer("{'hots':'a','port':0,'pin':'s3cret','ssl.mode':'s3cret','tables':{}}")),
                        Map.of("TARGET_FLIGHTS_RATIO", "s3cret")))
                .hasMessage("configuration: environment variable TARGET_FLIGHTS_RATIO has to be number; "
                        + "unknown setting \"hots\", did you mean \"host\"?; "
                        + "required setting \"host\" is missing; "
                        + "setting \"port\" has to be 1 or more; "
                        + "setting \"pin\" has to be integer, found string; "
                        + "setting \"ssl.mode\" has to be one of require, verify-full; "
                        + "setting \"tables\" has to be array, found object");
    }

    @Test
    void anUnknownSettingOfALenientLayerIsAWarning() {
        Settings settings =
                read(List.of(new ConfigurationLayer(json("{'host':'a','hots':'s3cret'}"), false)), Map.of());
        assertThat(settings.warnings()).containsExactly("unknown setting \"hots\", did you mean \"host\"?");
    }

    @Test
    void unknownSettingsSaysWhatTheyAreWhereverTheyStand() {
        assertThat(read(List.of(layer("{'host':'a','x':1,'unknown_settings':'warn'}")), Map.of())
                        .warnings())
                .hasSize(1);
        assertThatThrownBy(() -> read(
                        List.of(new ConfigurationLayer(json("{'host':'a','x':1,'unknown_settings':'fail'}"), false)),
                        Map.of()))
                .hasMessageContaining("unknown setting \"x\"");
    }

    @Test
    void aVariableThatIsNearlyASettingIsAWarning() {
        Settings settings = read(
                List.of(layer("{'host':'a'}")),
                Map.of(
                        "TARGET_FLIGHTS_PROT",
                        "1",
                        "TARGET_FLIGHTS_SOMETHING_ELSE_ALTOGETHER",
                        "1",
                        "TARGET_FLIGHTS_LOGLEVEL",
                        "INFO"));
        assertThat(settings.warnings())
                .containsExactly("unknown environment variable \"TARGET_FLIGHTS_PROT\"," + " did you mean \"PORT\"?");
    }

    private static Settings read(List<ConfigurationLayer> layers, Map<String, String> environment) {
        return new SettingsReader(CONNECTOR).read(layers, environment);
    }

    private static ConfigurationLayer layer(String json) {
        return new ConfigurationLayer(json(json), true);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
