package dev.connectorkit.generator.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Maven reads of the goals: their phases, and each parameter with its property and its default. */
class GoalsTest {
    private static final Map<String, Element> GOALS = new TreeMap<>();

    @BeforeAll
    static void readWhatTheBuildMadeOfTheGoals() throws Exception {
        Element plugin = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("target/classes/META-INF/maven/plugin.xml").toFile())
                .getDocumentElement();
        children(child(plugin, "mojos"), "mojo").forEach(goal -> GOALS.put(text(goal, "goal"), goal));
    }

    @Test
    void eachGoalHasItsPhaseItsThreadSafetyAndItsNeedOfAProject() {
        assertThat(GOALS.values())
                .extracting(goal -> "%s: %s, project %s, thread-safe %s"
                        .formatted(
                                text(goal, "goal"),
                                text(goal, "phase").isEmpty() ? "no phase" : text(goal, "phase"),
                                text(goal, "requiresProject"),
                                text(goal, "threadSafe")))
                .containsExactly(
                        "check: verify, project true, thread-safe true",
                        "diff: no phase, project true, thread-safe true",
                        "distribution: install, project true, thread-safe true",
                        "docs: no phase, project true, thread-safe true",
                        "generate: generate-sources, project true, thread-safe true",
                        "help: no phase, project false, thread-safe true",
                        "integration-test: integration-test, project false, thread-safe true",
                        "kafka-connect: package, project true, thread-safe true",
                        "launcher: package, project true, thread-safe true",
                        "run: no phase, project true, thread-safe false",
                        "validate: validate, project false, thread-safe true");
    }

    @Test
    void eachParameterHasItsPropertyAndItsDefault() {
        List<String> parameters = new ArrayList<>();
        GOALS.forEach((name, goal) -> {
            if (!name.equals("help")) { // Maven's own, generated
                for (Element parameter : editable(goal)) {
                    Element given = child(child(goal, "configuration"), text(parameter, "name"));
                    String preset = given.getAttribute("default-value");
                    parameters.add("%s %s = %s"
                            .formatted(
                                    name,
                                    given.getTextContent().replaceAll("^\\$\\{|}$", ""),
                                    preset.isEmpty() ? "nothing" : preset));
                }
            }
        });
        assertThat(String.join("\n", parameters.stream().sorted().toList())).isEqualTo("""
                check connector.accept = false
                check connector.descriptor = ${project.basedir}/connector.yaml
                check connector.release = nothing
                check connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                check connector.skipCheck = false
                check connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                check connector.version = ${project.version}
                diff connector.descriptor = ${project.basedir}/connector.yaml
                diff connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                diff connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                diff connector.version = ${project.version}
                distribution connector.descriptor = ${project.basedir}/connector.yaml
                distribution connector.distribution = ${project.build.directory}/${project.build.finalName}.tar.gz
                distribution connector.jar = ${project.build.directory}/${project.build.finalName}.jar
                distribution connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                distribution connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                distribution connector.version = ${project.version}
                docs connector.descriptor = ${project.basedir}/connector.yaml
                docs connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                docs connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                docs connector.version = ${project.version}
                generate connector.descriptor = ${project.basedir}/connector.yaml
                generate connector.frozen = nothing
                generate connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                generate connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                generate connector.version = ${project.version}
                integration-test connector.batchSizes = all
                integration-test connector.cases = nothing
                integration-test connector.certify = nothing
                integration-test connector.descriptor = ${basedir}/connector.yaml
                integration-test connector.keepWork = false
                integration-test connector.launcherDirectory = ${project.build.directory}
                integration-test connector.ownCases = ${basedir}/src/it/streams
                integration-test connector.reportsDirectory = ${project.build.directory}/connector-reports
                integration-test connector.skipTests = false
                integration-test connector.testDestination = nothing
                integration-test connector.testSettings = ${basedir}/src/test/connector/config.json
                integration-test connector.timeLimit = 60
                integration-test connector.workDirectory = ${project.build.directory}/connector-it
                integration-test skipITs = false
                integration-test skipTests = false
                kafka-connect connector.descriptor = ${project.basedir}/connector.yaml
                kafka-connect connector.engines = nothing
                kafka-connect connector.jar = ${project.build.directory}/${project.build.finalName}.jar
                kafka-connect connector.outputDirectory = ${project.build.directory}
                launcher connector.descriptor = ${project.basedir}/connector.yaml
                launcher connector.firstStart = true
                launcher connector.jar = ${project.build.directory}/${project.build.finalName}.jar
                run connector.config = ${project.basedir}/config.json
                run connector.debug = nothing
                run connector.descriptor = ${project.basedir}/connector.yaml
                run connector.input = ${project.basedir}/samples/orders.singer
                run connector.resourcesDirectory = ${project.build.directory}/generated-resources/connector
                run connector.sourcesDirectory = ${project.build.directory}/generated-sources/connector
                run connector.version = ${project.version}
                validate connector.descriptor = ${basedir}/connector.yaml""");
    }

    @Test
    void eachGoalAndEachParameterIsDescribedInTheHelp() {
        GOALS.forEach((name, goal) -> {
            assertThat(text(goal, "description")).as(name).isNotBlank();
            for (Element parameter : editable(goal)) {
                assertThat(text(parameter, "description"))
                        .as("%s %s", name, text(parameter, "name"))
                        .isNotBlank();
            }
        });
    }

    private static List<Element> editable(Element goal) {
        return children(child(goal, "parameters"), "parameter").stream()
                .filter(parameter -> text(parameter, "editable").equals("true"))
                .toList();
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    /** The child of that name, or an empty element where there is none. */
    private static Element child(Element parent, String name) {
        return children(parent, name).stream().findFirst().orElseGet(() -> parent.getOwnerDocument()
                .createElement(name));
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
