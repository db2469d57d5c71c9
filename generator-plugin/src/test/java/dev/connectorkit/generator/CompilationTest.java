package dev.connectorkit.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.generator.spec.Architecture;
import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SettingSpec;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingsReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files as javac and the runtime see them, in a build that lets no warning pass. */
class CompilationTest {
    /** No one of these is required, since a URL can stand for all of them; without any, there is no database to open. */
    private static final Set<String> DATABASE = Set.of("host", "user", "database");

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theExpectedJavaCompilesWithoutAWarning(GoldenCase golden) {
        assertThat(golden.classes()).isDirectoryRecursivelyContaining("glob:**.class");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theConnectorSaysOfItselfWhatTheDescriptorSays(GoldenCase golden) throws Exception {
        ConnectorSpec spec = new ConnectorGenerator().specification(golden.descriptor(), "1.0");
        try (URLClassLoader loader = load(golden)) {
            Connector connector = connector(loader, spec);
            ConnectorInfo info = connector.info();
            assertThat(info.name()).isEqualTo(spec.name());
            assertThat(info.label()).isEqualTo(spec.label());
            assertThat(info.version()).isEqualTo("1.0");
            assertThat(info.description()).isEqualTo(spec.description());
            assertThat(info.defaults()).isEqualTo(spec.defaults());
            assertThat(info.settings())
                    .map(CompilationTest::facts)
                    .isEqualTo(
                            spec.settings().stream().map(CompilationTest::facts).toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theConnectorOpensWithTheSettingsThatItRequires(GoldenCase golden) throws Exception {
        ConnectorSpec spec = new ConnectorGenerator().specification(golden.descriptor(), "1.0");
        String url = spec.architecture() == Architecture.SQL ? "jdbc:h2:mem:" : "http://localhost";
        ObjectNode configuration = new ObjectMapper().createObjectNode();
        spec.settings().stream()
                .filter(setting -> setting.required() || DATABASE.contains(setting.name()))
                .forEach(setting ->
                        configuration.put(setting.name(), setting.name().equals("url") ? url : "given"));
        try (URLClassLoader loader = load(golden)) {
            Connector connector = connector(loader, spec);
            assertThat(connector.open(new SettingsReader(connector.info()).read(configuration)))
                    .isNotNull();
        }
    }

    private static Connector connector(ClassLoader loader, ConnectorSpec spec) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(spec.packageName() + "." + spec.connectorClass());
        return (Connector) type.getConstructor().newInstance();
    }

    private static URLClassLoader load(GoldenCase golden) throws IOException {
        return new URLClassLoader(new URL[] {golden.classes().toUri().toURL()}, CompilationTest.class.getClassLoader());
    }

    private static List<Object> facts(SettingDefinition setting) {
        return List.of(
                setting.name(),
                setting.type().name(),
                setting.description(),
                setting.required(),
                setting.defaultJson(),
                setting.secret(),
                setting.allowedValues(),
                setting.env(),
                setting.examples(),
                setting.deprecated());
    }

    private static List<Object> facts(SettingSpec setting) {
        return List.of(
                setting.name(),
                setting.kind().name(),
                setting.description(),
                setting.required(),
                setting.defaultJson(),
                setting.secret(),
                setting.allowed(),
                setting.env(),
                setting.examples(),
                setting.deprecated());
    }
}
