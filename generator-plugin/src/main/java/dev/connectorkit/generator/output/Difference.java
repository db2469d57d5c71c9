package dev.connectorkit.generator.output;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that is not as the descriptor says.
 *
 * @param path   below the project's folder
 * @param change what a run would do to it
 * @param before its text, empty if there is none
 * @param after  what it would be, empty if it would be removed
 */
public record Difference(String path, Change change, String before, String after) {
    private static final int MOST_LINES = 40;

    /** What is done to a file. */
    public enum Change {
        MAKE,
        REWRITE,
        REMOVE
    }

    public Difference {
        requireNonNull(path, "path");
        requireNonNull(change, "change");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    static Difference between(String path, String before, String after, boolean exists) {
        return new Difference(path, exists ? Change.REWRITE : Change.MAKE, before, after);
    }

    /** For people: what happens to which file and, of a file that is rewritten, the lines from the first to the last that differ. */
    public List<String> lines() {
        String head = "%s %s"
                .formatted(
                        switch (change) {
                            case MAKE -> "make   ";
                            case REWRITE -> "rewrite";
                            case REMOVE -> "remove ";
                        },
                        path);
        return change == Change.REWRITE
                ? Stream.concat(Stream.of(head), differing()).toList()
                : List.of(head);
    }

    private Stream<String> differing() {
        List<String> old = Arrays.asList(before.split("\n", -1));
        List<String> now = Arrays.asList(after.split("\n", -1));
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        return Stream.concat(
                        old.subList(start, old.size() - end).stream().map(line -> "  - " + line),
                        now.subList(start, now.size() - end).stream().map(line -> "  + " + line))
                .limit(MOST_LINES);
    }
}
