package dev.connectorkit.generator.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableJarTest {
    private static final String AT_DRIVERS_PLACE = "libduckdb_java.so_linux_amd64";
    private static final String AT_OUR_PLACE = "META-INF/connectorkit/native/linux_amd64/duckdb_java";
    private static final String INDEX = "META-INF/connectorkit/native/index";

    @TempDir
    private Path folder;

    @Test
    void movesANativeLibraryToWhereTheDriverDoesNotUnpackIt() throws IOException {
        Path jar = jar("a.jar", Map.of(AT_DRIVERS_PLACE, "native code", "A.class", "a"));
        assertThat(ExecutableJar.withNativeLibraries(jar, List.of())).isPresent();
        assertThat(entries(jar))
                .containsEntry(AT_OUR_PLACE, "native code")
                .containsEntry("A.class", "a")
                .containsEntry(INDEX, "linux_amd64 duckdb_java libduckdb_java.so_linux_amd64\n")
                .doesNotContainKey(AT_DRIVERS_PLACE);
    }

    @Test
    void leavesALibraryWhoseDriverCanBeToldOfAnotherPlaceWhereItIs() throws IOException {
        String place = "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so";
        Path jar = jar(
                "a.jar", Map.of(place, "native code", "org/sqlite/native/Linux-Musl/x86_64/libsqlitejdbc.so", "other"));
        assertThat(ExecutableJar.withNativeLibraries(jar, List.of(jar))).isPresent();
        assertThat(entries(jar))
                .hasSize(3)
                .containsEntry(place, "native code")
                .containsEntry(INDEX, "linux_amd64 sqlitejdbc org.sqlite.lib.path " + place + "\n");
    }

    @Test
    void takesOneThatTheJarLacksFromTheDriversJar() throws IOException {
        Path driver = jar("driver.jar", Map.of(AT_DRIVERS_PLACE, "native code", "Driver.class", "d"));
        Path jar = jar("a.jar", Map.of("A.class", "a"));
        ExecutableJar.withNativeLibraries(jar, List.of(driver));
        assertThat(entries(jar)).containsOnlyKeys("A.class", AT_OUR_PLACE, INDEX);
    }

    @Test
    void givesTheSameBytesAndFingerprintASecondTime() throws IOException {
        Path driver = jar("driver.jar", Map.of(AT_DRIVERS_PLACE, "native code"));
        Path jar = jar("a.jar", Map.of("A.class", "a"));
        var fingerprint = ExecutableJar.withNativeLibraries(jar, List.of(driver));
        byte[] bytes = Files.readAllBytes(jar);
        assertThat(ExecutableJar.withNativeLibraries(jar, List.of(driver))).isEqualTo(fingerprint);
        assertThat(jar).hasBinaryContent(bytes);
    }

    @Test
    void tellsLibrariesApart() throws IOException {
        Path one = jar("one.jar", Map.of(AT_DRIVERS_PLACE, "native code"));
        Path other = jar("other.jar", Map.of(AT_DRIVERS_PLACE, "native code, newer"));
        assertThat(ExecutableJar.withNativeLibraries(one, List.of()))
                .isNotEqualTo(ExecutableJar.withNativeLibraries(other, List.of()));
    }

    @Test
    void givesAWorkerAJarThatTheDriverFindsItsLibraryIn() throws IOException {
        Path jar = jar("a.jar", Map.of(AT_DRIVERS_PLACE, "native code", "A.class", "a"));
        Map<String, String> before = entries(jar);
        ExecutableJar.withNativeLibraries(jar, List.of());
        Path copy = folder.resolve("copy.jar");
        ExecutableJar.copyWithLibrariesForDrivers(jar, copy);
        assertThat(entries(copy)).isEqualTo(before);
        assertThat(entries(jar)).containsKey(AT_OUR_PLACE);
    }

    @Test
    void leavesAJarWithoutAnyAsItIs() throws IOException {
        Path jar = jar("a.jar", Map.of("A.class", "a"));
        byte[] bytes = Files.readAllBytes(jar);
        assertThat(ExecutableJar.withNativeLibraries(jar, List.of())).isEmpty();
        assertThat(jar).hasBinaryContent(bytes);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    private Path jar(String name, Map<String, String> entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static Map<String, String> entries(Path jar) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream content = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return entries;
    }
}
