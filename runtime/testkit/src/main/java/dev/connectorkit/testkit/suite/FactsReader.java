package dev.connectorkit.testkit.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.HttpRoute;
import dev.connectorkit.testkit.suite.ConnectorFacts.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a connector's facts, a JSON object: {@code name}, {@code architecture}, with {@code sql} the {@code dialect}, with
 * {@code http} the {@code http} ({@code url_setting}, and {@code streams} with {@code path}, {@code body} and {@code envelope}), and as
 * far as given {@code settings} and {@code capabilities} (names to booleans). Whatever is wrong is refused at once.
 */
public final class FactsReader {
    private static final Set<String> KEYS =
            Set.of("name", "architecture", "dialect", "http", "settings", "capabilities");
    /** It becomes the name of a file. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private FactsReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws InvalidFactsException if something is wrong with it
     */
    public static ConnectorFacts read(Path file) {
        return new FactsReader(file).read();
    }

    private ConnectorFacts read() {
        JsonNode facts = parse();
        facts.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problem(
                        key,
                        "unknown key; the keys are: "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            }
        });
        String name = facts.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            problem("name", "has to be letters, digits, dots, underscores and hyphens");
        }
        Architecture architecture = architecture(facts.path("architecture").asText());
        Optional<String> dialect =
                facts.has("dialect") ? Optional.of(facts.path("dialect").asText()) : Optional.empty();
        if (dialect.isPresent() != (architecture == Architecture.SQL)) {
            problem("dialect", "goes with architecture sql, and only with it");
        }
        ObjectNode settings = object(facts, "settings");
        Capabilities capabilities = capabilities(object(facts, "capabilities"), architecture);
        Optional<HttpFacts> http =
                facts.has("http") ? Optional.of(http(object(facts, "http"), capabilities)) : Optional.empty();
        if (!problems.isEmpty()) {
            throw new InvalidFactsException(String.join("\n", problems));
        }
        return new ConnectorFacts(name, architecture, dialect, http, settings, capabilities);
    }

    private JsonNode parse() {
        try {
            JsonNode facts = JsonTrees.parse(Files.readString(file));
            if (facts.isObject()) {
                return facts;
            }
            throw new InvalidFactsException("%s: has to be a JSON object".formatted(file));
        } catch (JsonProcessingException e) {
            throw new InvalidFactsException("%s: not JSON: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidFactsException("%s: cannot be read".formatted(file), e);
        }
    }

    private Architecture architecture(String word) {
        for (Architecture architecture : Architecture.values()) {
            if (architecture.name().toLowerCase(Locale.ROOT).equals(word)) {
                return architecture;
            }
        }
        problem("architecture", "has to be sql, target, destination or http");
        return Architecture.TARGET;
    }

    private ObjectNode object(JsonNode facts, String key) {
        if (facts.path(key) instanceof ObjectNode object) {
            return object;
        }
        if (facts.has(key)) {
            problem(key, "has to be an object");
        }
        return JsonTrees.object();
    }

    private HttpFacts http(ObjectNode http, Capabilities capabilities) {
        Map<String, HttpRoute> routes = new LinkedHashMap<>();
        object(http, "streams").properties().forEach(stream -> {
            JsonNode sent = stream.getValue();
            if (!sent.path("path").isTextual()) {
                problem("http.streams." + stream.getKey(), "has to have a path");
            }
            routes.put(stream.getKey(), route(sent, capabilities));
        });
        return new HttpFacts(Optional.of(http.path("url_setting").asText()).filter(name -> !name.isEmpty()), routes);
    }

    /** An address that holds a record's own values is that of the record, where a later record replaces an earlier one. */
    private static HttpRoute route(JsonNode sent, Capabilities capabilities) {
        String path = sent.path("path").asText();
        return new HttpRoute(
                path,
                sent.path("body").asText().equals("array"),
                Optional.of(sent.path("envelope").asText()).filter(key -> !key.isEmpty()),
                capabilities.has(Capability.UPSERT) && path.contains("{record."));
    }

    /** A fresh skeleton appends to a file, so without a word it is held neither to upsert nor to delete; a database is. */
    private Capabilities capabilities(ObjectNode given, Architecture architecture) {
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        if (architecture != Architecture.SQL) {
            missing.addAll(Set.of(Capability.UPSERT, Capability.HARD_DELETE, Capability.LOAD_METHOD));
        }
        return Capabilities.all().andWithout(new CapabilityBlock(given, missing, this::problem).missing());
    }

    private void problem(String key, String text) {
        problems.add("%s: %s: %s".formatted(file, key, text));
    }
}
