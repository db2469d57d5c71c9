package dev.connectorkit.testkit.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.ReadBack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the certificate of a target that is none of this kit's, a YAML mapping: {@code name}, {@code command}, and as far as
 * given {@code configuration}, {@code unreachable}, {@code capabilities} and {@code read} ({@code url}, {@code user}, {@code password}, {@code
 * schema}, {@code table}, {@code names}, {@code make_schema}). Whatever is wrong is refused at once.
 */
public final class CertificateReader {
    private static final Set<String> KEYS =
            Set.of("name", "command", "configuration", "unreachable", "capabilities", "read");
    private static final Set<String> READ_KEYS =
            Set.of("url", "user", "password", "schema", "table", "names", "make_schema");
    /** It becomes the name of a file. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private CertificateReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws InvalidFactsException if something is wrong with it
     */
    public static Certificate read(Path file) {
        return new CertificateReader(file).read();
    }

    private Certificate read() {
        ObjectNode root = parse();
        refuseUnknown("", root, KEYS);
        String name = root.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            problem("name", "has to be letters, digits, dots, underscores and hyphens");
        }
        List<String> command = texts(root);
        Optional<ReadBack> readBack = root.has("read") ? Optional.of(readBack(object(root, "read"))) : Optional.empty();
        Set<Capability> unsaid = EnumSet.of(Capability.KIT, Capability.LOAD_METHOD, Capability.BATCH_FILES);
        if (readBack.isEmpty()) {
            unsaid.add(Capability.READABLE);
        }
        Capabilities capabilities = Capabilities.all()
                .andWithout(new CapabilityBlock(object(root, "capabilities"), unsaid, this::problem).missing());
        ObjectNode configuration = object(root, "configuration");
        Optional<ObjectNode> unreachable =
                root.has("unreachable") ? Optional.of(object(root, "unreachable")) : Optional.empty();
        if (!problems.isEmpty()) {
            throw new InvalidFactsException(String.join("\n", problems));
        }
        return new Certificate(name, command, configuration, unreachable, capabilities, readBack);
    }

    private ReadBack readBack(ObjectNode read) {
        refuseUnknown("read.", read, READ_KEYS);
        if (!read.path("url").asText().startsWith("jdbc:")) {
            problem("read.url", "has to be a URL of JDBC");
        }
        Properties login = new Properties();
        for (String key : List.of("user", "password")) {
            if (read.has(key)) {
                login.setProperty(key, read.path(key).asText());
            }
        }
        String names = read.path("names").asText("kept");
        if (!names.equals("kept") && !names.equals("lower")) {
            problem("read.names", "has to be kept or lower");
        }
        return new ReadBack(
                read.path("url").asText(),
                login,
                read.path("schema").asText("main"),
                read.path("table").asText("${last}"),
                names.equals("lower") ? ReadBack.Names.LOWER : ReadBack.Names.KEPT,
                read.path("make_schema").asBoolean());
    }

    private ObjectNode parse() {
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw new InvalidFactsException("%s: has to be a YAML mapping".formatted(file));
        } catch (JsonProcessingException e) {
            throw new InvalidFactsException(
                    "%s:%d: not YAML: %s".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new InvalidFactsException("%s: cannot be read".formatted(file), e);
        }
    }

    private List<String> texts(ObjectNode root) {
        List<String> texts = new ArrayList<>();
        root.path("command").forEach(text -> texts.add(text.asText()));
        if (texts.isEmpty()) {
            problem("command", "has to be a list: the program and its arguments");
        }
        return texts;
    }

    private ObjectNode object(ObjectNode parent, String key) {
        if (parent.path(key) instanceof ObjectNode object) {
            return object;
        }
        if (parent.has(key)) {
            problem(key, "has to be a mapping");
        }
        return JsonTrees.object();
    }

    private void refuseUnknown(String place, ObjectNode object, Set<String> known) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                problem(
                        place + entry.getKey(),
                        "unknown key; the keys are: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private void problem(String key, String text) {
        problems.add("%s: %s: %s".formatted(file, key, text));
    }
}
