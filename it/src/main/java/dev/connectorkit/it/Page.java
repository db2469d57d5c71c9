package dev.connectorkit.it;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, read for what it promises: its listings are files that are built, and its commands are run.
 *
 * @param text of the page, in Markdown
 */
public record Page(String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?<language>[a-z]*)\\n(?<lines>.*?)^```$");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`((?:mvn |it/demo)[^`]*)`");
    private static final Pattern PROPERTY = Pattern.compile("-D([A-Za-z.]+)=(\\S+)");

    public Page {
        requireNonNull(text, "text");
    }

    /** The page in a file. */
    public static Page of(Path file) {
        try {
            return new Page(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * What stands below {@code <!-- listing: NAME -->}.
     *
     * @throws IllegalStateException if nothing does
     */
    public String listing(String name) {
        Pattern listing =
                Pattern.compile("(?ms)^<!-- listing: " + Pattern.quote(name) + " -->\\n```[a-z]*\\n(.*?)^```$");
        return listing.matcher(text)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the page does not list " + name));
    }

    /**
     * Each command that the page tells its reader to type: in a block, which has no language then, or in a sentence. What a
     * line continues is one.
     */
    public List<String> commands() {
        Stream<String> inBlocks = BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).isEmpty())
                .flatMap(block -> block.group(2).replaceAll("\\\\\\n\\s*", "").lines());
        Stream<String> inSentences = IN_A_SENTENCE
                .matcher(text.replaceAll(BLOCK.pattern(), ""))
                .results()
                .map(match -> match.group(1));
        return Stream.concat(inBlocks, inSentences).distinct().toList();
    }

    /** The properties that a command sets by {@code -D}. */
    public static Map<String, String> properties(String command) {
        Map<String, String> properties = new TreeMap<>();
        for (MatchResult property : PROPERTY.matcher(command).results().toList()) {
            properties.put(property.group(1), property.group(2));
        }
        return properties;
    }
}
