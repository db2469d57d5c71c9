package dev.connectorkit.generator.spec;

import dev.connectorkit.generator.descriptor.Descriptor;
import dev.connectorkit.generator.descriptor.HttpDescriptor;
import dev.connectorkit.generator.descriptor.Located;
import dev.connectorkit.generator.descriptor.Problem;
import dev.connectorkit.generator.descriptor.Words;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the part {@code http} of a descriptor: addresses, places to fill in, and the settings that these name. */
final class HttpResolver {
    private static final int USUAL_TIMEOUT_SECONDS = 30;
    private static final int USUAL_BATCH_SIZE = 500;
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    /** What the client writes itself, and what the runtime does. */
    private static final Set<String> TAKEN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding", "idempotency-key");

    private static final Map<String, List<String>> PARTS = Map.of(
            "none", List.of(),
            "basic", List.of("user", "password"),
            "bearer", List.of("token"),
            "api_key", List.of("key", "header"));
    private static final Set<String> SECRET_PARTS = Set.of("password", "token", "key");

    private final Descriptor descriptor;
    private final Map<String, SettingSpec> settings = new LinkedHashMap<>();
    private final List<Problem> problems;

    HttpResolver(Descriptor descriptor, List<SettingSpec> settings, List<Problem> problems) {
        this.descriptor = descriptor;
        settings.forEach(setting -> this.settings.put(setting.name(), setting));
        this.problems = problems;
    }

    /** Gives what can be used; what is wrong with the rest is added to the problems. */
    Optional<HttpSpec> resolve(Optional<Architecture> architecture) {
        if (architecture.isPresent() && architecture.get() != Architecture.HTTP) {
            descriptor
                    .http()
                    .ifPresent(http -> report(
                            http.key(),
                            "is for architecture http only; this one is "
                                    + architecture.get().word()));
            return Optional.empty();
        }
        return descriptor.http().map(this::resolve);
    }

    private HttpSpec resolve(HttpDescriptor http) {
        http.baseUrl().ifPresent(this::checkBaseUrl);
        Map<String, HttpSpec.Stream> streams = new LinkedHashMap<>();
        http.streams().forEach(stream -> streams.put(stream.name().value(), stream(stream)));
        return new HttpSpec(
                http.baseUrl().map(Located::value).orElse(""),
                authentication(http),
                http.probe().map(this::probe),
                http.timeoutSeconds()
                        .map(Located::value)
                        .map(BigDecimal::intValue)
                        .orElse(USUAL_TIMEOUT_SECONDS),
                headers(http.headers(), false),
                http.ownClass().map(Located::value).orElse(false),
                streams);
    }

    private void checkBaseUrl(Located<String> baseUrl) {
        checkPlaces(baseUrl, false, false);
        String filled = PLACE.matcher(baseUrl.value()).replaceAll("x");
        boolean isGiven = baseUrl.value().startsWith("{");
        try {
            URI uri = new URI(isGiven ? "http://" + filled : filled);
            boolean isWeb = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
            if (!isWeb
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                report(baseUrl, "has to be http:// or https://, a host, and at most a port and a path");
            }
        } catch (URISyntaxException e) {
            report(baseUrl, Words.quoted(baseUrl.value()) + " is no address");
        }
    }

    private HttpSpec.Authentication authentication(HttpDescriptor http) {
        if (http.authentication().isEmpty()) {
            return new HttpSpec.None();
        }
        HttpDescriptor.Authentication given = http.authentication().get();
        String type = given.type().map(Located::value).orElse("none");
        List<String> needed = PARTS.getOrDefault(type, List.of());
        Map<String, String> parts = new LinkedHashMap<>();
        for (HttpDescriptor.Header part : given.parts()) {
            String name = part.name().value();
            parts.put(name, part.value().value());
            if (!needed.contains(name)) {
                report(part.name(), "has no use with type " + type);
            } else if (name.equals("header")) {
                checkHeaderName(part.value(), part.value().value());
            } else {
                checkLogin(part.value(), SECRET_PARTS.contains(name));
            }
        }
        needed.stream()
                .filter(name -> !parts.containsKey(name))
                .forEach(name -> report(given.key(), "type %s needs %s".formatted(type, name)));
        return switch (type) {
            case "basic" -> new HttpSpec.Basic(parts.getOrDefault("user", ""), parts.getOrDefault("password", ""));
            case "bearer" -> new HttpSpec.Bearer(parts.getOrDefault("token", ""));
            case "api_key" -> new HttpSpec.ApiKey(parts.getOrDefault("key", ""), parts.getOrDefault("header", ""));
            default -> new HttpSpec.None();
        };
    }

    /** A run without it would be refused by the system, not by the connector, so it has to be required. */
    private void checkLogin(Located<String> at, boolean secret) {
        SettingSpec setting = settings.get(at.value());
        if (setting == null) {
            report(at, unknownSetting(at.value()));
        } else if (setting.kind() != SettingKind.STRING || setting.secret() != secret || !setting.isAlwaysSet()) {
            report(
                    at,
                    "the setting %s has to be %s, and required"
                            .formatted(at.value(), secret ? "a secret string" : "a string, no secret"));
        }
    }

    private HttpSpec.Probe probe(HttpDescriptor.Probe probe) {
        probe.path().ifPresent(path -> checkPath(path, false, false));
        return new HttpSpec.Probe(
                probe.method().map(Located::value).orElse("GET"),
                probe.path().map(Located::value).orElse("/"));
    }

    private HttpSpec.Stream stream(HttpDescriptor.Stream stream) {
        boolean isArray = stream.body().map(Located::value).orElse("single").equals("array");
        stream.path().ifPresent(path -> checkPath(path, true, !isArray));
        stream.path().ifPresent(path -> checkProperties(stream.name().value(), path));
        if (!isArray) {
            stream.batchSize().ifPresent(size -> report(size, "is for body array only"));
            stream.envelope().ifPresent(key -> report(key, "is for body array only"));
        }
        checkStatuses(stream);
        return new HttpSpec.Stream(
                stream.method().map(Located::value).orElse("POST"),
                stream.path().map(Located::value).orElse("/"),
                headers(stream.headers(), true),
                isArray
                        ? Optional.of(stream.batchSize()
                                .map(Located::value)
                                .map(BigDecimal::intValue)
                                .orElse(USUAL_BATCH_SIZE))
                        : Optional.empty(),
                stream.envelope().map(Located::value),
                stream.requestsPerSecond().map(Located::value),
                stream.retryStatuses().map(HttpResolver::integers),
                stream.rejectedStatuses().map(HttpResolver::integers));
    }

    private void checkProperties(String stream, Located<String> path) {
        descriptor.streams().stream()
                .filter(declared -> declared.name().value().equals(stream))
                .forEach(declared -> {
                    List<String> known = declared.properties().stream()
                            .map(property -> property.name().value())
                            .toList();
                    Matcher place = PLACE.matcher(path.value());
                    while (place.find()) {
                        String property = place.group(1).replaceFirst("^record\\.", "");
                        if (!property.equals(place.group(1)) && !known.contains(property)) {
                            report(
                                    path,
                                    Words.quoted(property) + " is not a property of the stream"
                                            + Words.didYouMean(property, known));
                        }
                    }
                });
    }

    private void checkStatuses(HttpDescriptor.Stream stream) {
        List<Integer> retried =
                stream.retryStatuses().map(HttpResolver::integers).orElse(List.of());
        stream.rejectedStatuses().orElse(List.of()).stream()
                .filter(status -> retried.contains(status.value().intValue()))
                .forEach(status -> report(status, "is one of retry_statuses too; it can be only one of the two"));
    }

    private static List<Integer> integers(List<Located<BigDecimal>> numbers) {
        return numbers.stream()
                .map(number -> number.value().intValue())
                .sorted()
                .toList();
    }

    private Map<String, String> headers(List<HttpDescriptor.Header> headers, boolean ofStream) {
        Map<String, String> checked = new LinkedHashMap<>();
        Map<String, Located<String>> names = new LinkedHashMap<>();
        for (HttpDescriptor.Header header : headers) {
            checkHeaderName(header.name(), header.name().value());
            Located<String> other = names.putIfAbsent(header.name().value().toLowerCase(Locale.ROOT), header.name());
            if (other != null) {
                report(
                        header.name(),
                        "is the header of line %d, since case does not count"
                                .formatted(other.place().line()));
            }
            checkPlaces(header.value(), ofStream, false);
            if (!PRINTABLE.matcher(header.value().value()).matches()) {
                report(header.value(), "holds a character that no header can: it takes printable ASCII");
            }
            checked.put(header.name().value(), header.value().value());
        }
        return checked;
    }

    private void checkHeaderName(Located<String> at, String name) {
        if (TAKEN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            report(at, "is a header that the connector writes itself; leave it out");
        }
    }

    private void checkPath(Located<String> path, boolean ofStream, boolean ofRecord) {
        checkPlaces(path, ofStream, ofRecord);
        String filled = PLACE.matcher(path.value()).replaceAll("x");
        try {
            if (new URI("http://host" + filled).getRawFragment() != null) {
                report(path, Words.quoted(path.value()) + " is no path; a # in it is written %23");
            }
        } catch (URISyntaxException e) {
            if (!hasLooseBrace(filled)) {
                report(path, Words.quoted(path.value()) + " is no path of a URL; encode what is special in it, as %XX");
            }
        }
    }

    private void checkPlaces(Located<String> text, boolean ofStream, boolean ofRecord) {
        Matcher place = PLACE.matcher(text.value());
        while (place.find()) {
            checkPlace(text, place.group(1), ofStream, ofRecord);
        }
        if (hasLooseBrace(place.replaceAll("x"))) {
            report(text, "has a brace that belongs to no other");
        }
    }

    private static boolean hasLooseBrace(String filled) {
        return filled.contains("{") || filled.contains("}");
    }

    private void checkPlace(Located<String> text, String place, boolean ofStream, boolean ofRecord) {
        if (place.startsWith("setting.") && place.length() > "setting.".length()) {
            checkFilledBy(text, place.substring("setting.".length()));
        } else if (place.startsWith("record.") && place.length() > "record.".length() && ofStream) {
            if (!ofRecord) {
                report(
                        text,
                        "{%s} needs a request for each record, which is body single, and is for a path only"
                                .formatted(place));
            }
        } else if (!place.equals("stream") || !ofStream) {
            List<String> places = new ArrayList<>(List.of("{setting.name}"));
            if (ofStream) {
                places.add("{stream}");
            }
            if (ofRecord) {
                places.add("{record.property}");
            }
            report(
                    text,
                    Words.quoted("{" + place + "}") + " cannot be filled in here; what can is "
                            + String.join(", ", places));
        }
    }

    private void checkFilledBy(Located<String> text, String name) {
        SettingSpec setting = settings.get(name);
        if (setting == null) {
            report(text, unknownSetting(name));
        } else if (setting.secret()) {
            report(text, "the setting %s is secret, and secrets are for authentication only".formatted(name));
        } else if (setting.kind() != SettingKind.STRING || !setting.isAlwaysSet()) {
            report(text, "the setting %s has to be a string, required or with a default".formatted(name));
        }
    }

    private String unknownSetting(String name) {
        return Words.quoted(name) + " is no setting of this connector" + Words.didYouMean(name, settings.keySet());
    }

    private void report(Located<?> at, String text) {
        problems.add(descriptor.problemAt(at, text));
    }
}
