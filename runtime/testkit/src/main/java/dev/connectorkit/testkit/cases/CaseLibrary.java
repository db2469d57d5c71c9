package dev.connectorkit.testkit.cases;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where cases come from: this suite, and the folder of a connector's author. */
public final class CaseLibrary {
    private static final String CASE = "case.yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private CaseLibrary() {}

    /** The cases that every connector passes, in the order that a report has them. */
    public static List<ConformanceCase> standard() {
        return text("index.txt")
                .lines()
                .map(name -> CaseReader.read(
                        name, "cases/" + name + "/" + CASE, text(name + "/" + CASE), file -> bytes(name + "/" + file)))
                .toList();
    }

    /**
     * The cases in a folder, by name: each a folder with {@code input.singer} and {@code case.yaml}.
     *
     * @throws InvalidCaseException if one cannot be read; the message lists what is wrong with all of them
     */
    public static List<ConformanceCase> in(Path folder) {
        List<ConformanceCase> cases = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path caseFolder : folders(folder)) {
            try {
                cases.add(read(caseFolder));
            } catch (InvalidCaseException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCaseException(problems);
        }
        return cases;
    }

    private static ConformanceCase read(Path folder) {
        String name = folder.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            throw new InvalidCaseException(
                    List.of("%s: a case is named in small letters, digits and hyphens".formatted(folder)));
        }
        Path file = folder.resolve(CASE);
        return CaseReader.read(
                name,
                file.toString(),
                new String(bytes(file), StandardCharsets.UTF_8),
                beside -> bytes(folder.resolve(beside)));
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new InvalidCaseException("%s: cannot be read as a folder of cases".formatted(folder), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidCaseException(
                    "%s: cannot be read; a case has %s and %s".formatted(file, CaseReader.INPUT, CASE), e);
        }
    }

    private static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = CaseLibrary.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the suite lacks its own case file " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
