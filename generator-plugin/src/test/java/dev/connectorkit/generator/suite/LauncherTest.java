package dev.connectorkit.generator.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connectorkit.generator.emit.LauncherFiles;
import dev.connectorkit.generator.output.LauncherOutput;
import dev.connectorkit.generator.output.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The POSIX launcher as a shell runs it, with a jar that says how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final String PROGRAM = """
            public class Program {
                public static void main(String[] args) throws Exception {
                    System.out.println("pid " + ProcessHandle.current().pid());
                    System.out.println("jvm " + java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
                    for (String arg : args) {
                        System.out.println("arg <" + arg + ">");
                    }
                    System.out.println("in " + new String(System.in.readAllBytes()));
                    System.exit(args.length == 1 && args[0].equals("--version") ? 0 : args.length);
                }
            }
            """;

    private static final String FIRST_START = """
            package dev.connectorkit.runtime.cli;
            public class FirstStart {
                public static void main(String[] args) throws Exception {
                    System.out.println("said by a first start");
                    java.nio.file.Files.createDirectories(java.nio.file.Path.of(args[0]));
                }
            }
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path jar;

    private final Map<String, String> environment =
            new LinkedHashMap<>(Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home")));

    record Outcome(long pid, int status, String out, String err) {}

    @BeforeAll
    static void compileTheProgram() throws IOException {
        Path source = Files.writeString(shared.resolve("Program.java"), PROGRAM);
        Path firstStart = Files.writeString(shared.resolve("FirstStart.java"), FIRST_START);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                "17",
                                "-d",
                                shared.toString(),
                                source.toString(),
                                firstStart.toString()))
                .isZero();
        jar = shared.resolve("program.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : List.of("Program.class", "dev/connectorkit/runtime/cli/FirstStart.class")) {
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(shared.resolve(name)));
            }
        }
    }

    @Test
    void handsOverArgumentsInputAndExitStatusAsTheyAre() throws Exception {
        Outcome outcome = run(launcher(folder), "{\"type\": \"STATE\"}", "--config", "a b", "*", "", "$HOME '\"\\");
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.out())
                .contains("arg <--config>\narg <a b>\narg <*>\narg <>\narg <$HOME '\"\\>\nin {\"type\": \"STATE\"}\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void becomesTheJvmSoThatSignalsReachIt() throws Exception {
        Outcome outcome = run(launcher(folder), "");
        assertThat(outcome.out()).contains("pid " + outcome.pid() + "\n");
    }

    @Test
    void startsAnywhereAndThroughLinksInFoldersOfAnyName() throws Exception {
        Path odd = Files.createDirectories(folder.resolve("it's -> a \"folder\" $(x) *"));
        Path launcher = launcher(odd);
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("relative"), Path.of("../absolute"));
        for (Path command : List.of(launcher, absolute, relative)) {
            assertThat(run(command, "", "x").status()).as(command.toString()).isEqualTo(1);
        }
    }

    @Test
    void startsTheCollectorForSmallMachinesUnlessJavaOptsSaysOtherwise() throws Exception {
        String always = "-Xlog:disable, -Xlog:all=warning:stderr";
        assertThat(run(launcher(folder), "").out())
                .contains("jvm [" + always
                        + ", -XX:+UseSerialGC, -Xmx384m, -XX:+IgnoreUnrecognizedVMOptions, -XX:FreqInlineSize=90]");
        environment.put("JAVA_OPTS", "-Xmx64m -Dx=*");
        assertThat(run(launcher(folder), "").out()).contains("jvm [" + always + ", -Xmx64m, -Dx=*]");
        environment.put("JAVA_OPTS", "");
        assertThat(run(launcher(folder), "").out()).contains("jvm [" + always + "]");
    }

    /** An archive of classes for another jar is what a JVM warns of, on standard output if nobody says otherwise. */
    @Test
    void keepsWarningsOfTheJvmOutOfStandardOutput() throws Exception {
        Path launcher = launcher(folder);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path archive = folder.resolve("archive.jsa");
        run(java, "", "-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString());
        String useArchive = "-XX:SharedArchiveFile=" + archive;
        Files.setLastModifiedTime(folder.resolve("it's.jar"), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(run(java, "", useArchive, "-jar", folder.resolve("it's.jar").toString())
                        .out())
                .contains("warning");

        environment.put("JAVA_OPTS", useArchive);
        Outcome outcome = run(launcher, "");
        assertThat(outcome.out()).startsWith("pid ").doesNotContain("[warning]");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void keepsTheArchiveOfAFirstStartForThisJarAndThisJava() throws Exception {
        Path launcher = launcher(folder);
        Path cache = folder.resolve("a cache");
        environment.put("CONNECTOR_CACHE", cache.toString());
        String archived = "jvm [-Xlog:disable, -Xlog:all=warning:stderr, -XX:SharedArchiveFile=" + cache + "/";

        assertThat(run(launcher, "")).satisfies(saysNothingElse(archived));
        List<Path> first = archives(cache);
        FileTime made = Files.getLastModifiedTime(first.get(0));
        assertThat(run(launcher, "")).satisfies(saysNothingElse(archived));
        assertThat(archives(cache)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first.get(0))).isEqualTo(made);

        Files.setLastModifiedTime(folder.resolve("it's.jar"), FileTime.fromMillis(1_000_000_000_000L));
        assertThat(run(launcher, "")).satisfies(saysNothingElse(archived));
        assertThat(archives(cache)).hasSize(2);

        Optional<Path> other = otherJava();
        org.junit.jupiter.api.Assumptions.assumeTrue(other.isPresent(), "no other JDK beside this one");
        environment.put("JAVA_HOME", other.orElseThrow().toString());
        assertThat(run(launcher, "")).satisfies(saysNothingElse(archived));
        assertThat(archives(cache)).hasSize(3);
    }

    /** Packaging knows a Java by its home, a pipeline by the PATH. */
    @Test
    void takesTheSameArchiveForAJavaOfAnotherName() throws Exception {
        Path launcher = launcher(folder);
        assertThat(new FirstStart(launcher).run()).isEmpty();
        Path home = Files.createSymbolicLink(folder.resolve("jdk"), Path.of(System.getProperty("java.home")));
        environment.put("JAVA_HOME", home.toString());
        assertThat(run(launcher, "").out())
                .contains("-XX:SharedArchiveFile=" + folder.toRealPath() + "/target-x.cache/");
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        environment.remove("JAVA_HOME");
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        assertThat(run(launcher, "").out())
                .contains("-XX:SharedArchiveFile=" + folder.toRealPath() + "/target-x.cache/");
    }

    @Test
    void makesAnotherArchiveForAJarOfOtherContentEvenOfTheSameSizeAndTime() throws Exception {
        Path packaged = storedJar(folder.resolve("it's.jar"), "pid ");
        FileTime time = Files.getLastModifiedTime(packaged);
        long size = Files.size(packaged);
        Path launcher = LauncherOutput.write("target-x", packaged, List.of()).get(0);
        Path cache = folder.resolve("cache");
        environment.put("CONNECTOR_CACHE", cache.toString());
        assertThat(run(launcher, "").out()).startsWith("pid ");
        List<Path> first = archives(cache);

        Files.setLastModifiedTime(storedJar(packaged, "PID "), time);
        assertThat(Files.size(packaged)).isEqualTo(size);
        assertThat(run(launcher, "")).satisfies(outcome -> {
            assertThat(outcome.out()).startsWith("PID ").contains("-XX:SharedArchiveFile=" + cache);
            assertThat(outcome.err()).isEmpty();
        });
        assertThat(archives(cache)).hasSize(2).containsAll(first);
    }

    @Test
    void leavesNothingWhenItIsEndedWhileItMakesTheArchive() throws Exception {
        Path launcher = launcher(folder);
        Path cache = folder.resolve("cache");
        environment.put("CONNECTOR_CACHE", cache.toString());
        Path begun = folder.resolve("begun");
        javaHome(
                "case \"$3\" in -XX:ArchiveClassesAtExit=*) echo part > \"${3#*=}\"; echo > '" + begun
                        + "'; exec sleep 60 ;; esac",
                "JAVA_VERSION=\"17\"\n");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        while (!Files.exists(begun)) {
            Thread.onSpinWait();
        }
        assertThat(cache).isDirectoryContaining("glob:**.part");
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(cache).isEmptyDirectory();

        Path left = Files.writeString(cache.resolve("1.2.part"), "by one that was killed");
        Files.setLastModifiedTime(left, FileTime.fromMillis(1_000_000_000_000L));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        assertThat(run(launcher, "").out()).contains("-XX:SharedArchiveFile=" + cache);
        assertThat(left).doesNotExist();
    }

    @Test
    void keepsItInTheUsersCacheDirectory() throws Exception {
        Path launcher = launcher(folder);
        environment.put("HOME", folder.resolve("home").toString());
        assertThat(run(launcher, "").out())
                .contains(folder.resolve("home/.cache/connectorkit/target-x").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("xdg").toString());
        assertThat(run(launcher, "").out())
                .contains(folder.resolve("xdg/connectorkit/target-x").toString());
    }

    @Test
    void takesTheArchiveThatPackagingMadeBesideTheJar() throws Exception {
        Path launcher = launcher(folder);
        assertThat(new FirstStart(launcher).run()).isEmpty();
        assertThat(run(launcher, "").out())
                .contains("-XX:SharedArchiveFile=" + folder.toRealPath() + "/target-x.cache/");
    }

    @Test
    void startsWithoutAnArchiveWhereNothingCanBeKept() throws Exception {
        Path launcher = launcher(folder);
        Path readOnly = Files.writeString(folder.resolve("no-folder"), "");
        for (String variable : List.of("HOME", "XDG_CACHE_HOME", "CONNECTOR_CACHE")) {
            environment.put(variable, readOnly.toString());
            assertThat(run(launcher, ""))
                    .satisfies(saysNothingElse("jvm [-Xlog:disable, -Xlog:all=warning:stderr, -XX:+UseSerialGC"));
        }
        environment.put("CONNECTOR_CACHE", "");
        assertThat(run(launcher, "").out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void triesOnlyOnceWhereAJavaMakesNoArchive() throws Exception {
        Path launcher = launcher(folder);
        Path cache = folder.resolve("cache");
        environment.put("CONNECTOR_CACHE", cache.toString());
        Path tries = folder.resolve("tries");
        javaHome(
                "case \"$2\" in -XX:+UseSerialGC) echo try >> '" + tries + "'; exit 1 ;; esac",
                "JAVA_VERSION=\"17\"\n");
        assertThat(run(launcher, "").status()).isZero();
        assertThat(run(launcher, "").status()).isZero();
        assertThat(tries).hasContent("try");
        assertThat(archives(cache)).singleElement().satisfies(archive -> assertThat(archive)
                .isEmptyFile());
    }

    @Test
    void saysWhereNativeLibrariesAre() throws Exception {
        Files.copy(jar, folder.resolve("program.jar"));
        Path launcher = folder.resolve("native");
        LauncherFiles.Launcher script = new LauncherFiles()
                .emit("target-n", "program.jar", 22, Optional.of("0a1b"))
                .get(0);
        Files.writeString(launcher, script.text());
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("CONNECTOR_CACHE", folder.resolve("cache").toString());
        assertThat(run(launcher, "").out()).contains("-Djava.library.path=" + folder.resolve("cache/native-0a1b"));
        environment.put("CONNECTOR_CACHE", "");
        environment.put("TMPDIR", folder.toString());
        assertThat(run(launcher, "").out())
                .containsPattern("-Djava.library.path=" + folder + "/connectorkit-\\d+/native-0a1b");
        assertThat(Files.getPosixFilePermissions(archivesFolder()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** The program's jar, uncompressed, with another word for its pid: as long for every word of four characters. */
    private static Path storedJar(Path target, String word) throws IOException {
        try (JarFile compressed = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(target), compressed.getManifest())) {
            for (String name : List.of("Program.class", "dev/connectorkit/runtime/cli/FirstStart.class")) {
                byte[] bytes = new String(
                                compressed
                                        .getInputStream(compressed.getEntry(name))
                                        .readAllBytes(),
                                StandardCharsets.ISO_8859_1)
                        .replace("pid ", word)
                        .getBytes(StandardCharsets.ISO_8859_1);
                CRC32 crc = new CRC32();
                crc.update(bytes);
                JarEntry entry = new JarEntry(name);
                entry.setMethod(JarEntry.STORED);
                entry.setSize(bytes.length);
                entry.setCrc(crc.getValue());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(bytes);
            }
        }
        return target;
    }

    private Path archivesFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("connectorkit-"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static List<Path> archives(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .sorted()
                    .toList();
        }
    }

    /** Another Java on this machine, which has to be new enough: JDK_25_HOME, or beside the one that runs this. */
    private static Optional<Path> otherJava() throws IOException {
        String named = System.getenv("JDK_25_HOME");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(home.getParent())) {
            return homes.filter(candidate -> candidate.getFileName().toString().matches(".*\\b25\\b.*"))
                    .filter(candidate -> Files.isExecutable(candidate.resolve("bin/java")))
                    .findAny();
        }
    }

    private static org.assertj.core.api.ThrowingConsumer<Outcome> saysNothingElse(String jvm) {
        return outcome -> {
            assertThat(outcome.out()).matches("(?s)pid \\d+\n" + java.util.regex.Pattern.quote(jvm) + "[^\n]*\nin \n");
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
        };
    }

    @Test
    void takesTheJavaOnThePathWithoutJavaHome() throws Exception {
        environment.remove("JAVA_HOME");
        environment.put("PATH", System.getProperty("java.home") + "/bin:" + environment.get("PATH"));
        assertThat(run(launcher(folder), "", "x").status()).isEqualTo(1);
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Path launcher = launcher(folder);
        environment.put("JAVA_HOME", folder.toString());
        assertThat(run(launcher, ""))
                .satisfies(failsWith("JAVA_NOT_FOUND: JAVA_HOME is " + folder + ", and there is no bin/java in it; "));
        environment.remove("JAVA_HOME");
        environment.put("PATH", toolsWithoutJava().toString());
        assertThat(run(launcher, "")).satisfies(failsWith("JAVA_NOT_FOUND: no java on the PATH; "));
    }

    @Test
    void saysThatAJavaIsTooOldWithoutStartingIt() throws Exception {
        Path launcher = launcher(folder);
        Path java = javaHome("echo started; exit 1", "JAVA_VERSION=\"11.0.25\"\n");
        assertThat(run(launcher, "")).satisfies(failsWith("JAVA_TOO_OLD: " + java + " is Java 11.0.25; "));
        javaHome("echo started; exit 1", "JAVA_VERSION=\"1.8.0_392\"\n");
        assertThat(run(launcher, "")).satisfies(failsWith("JAVA_TOO_OLD: " + java + " is Java 1.8.0; "));
    }

    @Test
    void asksAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        Path launcher = launcher(folder);
        Path java = javaHome("echo 'openjdk version \"16.0.2\" 2021-07-20' >&2", "");
        assertThat(run(launcher, "")).satisfies(failsWith("JAVA_TOO_OLD: " + java + " is Java 16.0.2; "));
        javaHome("exit 1", "");
        assertThat(run(launcher, "")).satisfies(failsWith("JAVA_NOT_FOUND: " + java + " does not say its version; "));
        javaHome("[ \"$1\" = -version ] && echo 'openjdk version \"25\" 2025-09-16' >&2 || exit 7", "");
        assertThat(run(launcher, "").status()).isEqualTo(7);
    }

    @Test
    void saysThatItsJarIsGone() throws Exception {
        Path launcher = launcher(folder);
        Files.delete(folder.resolve("it's.jar"));
        assertThat(run(launcher, ""))
                .satisfies(failsWith("CONNECTOR_INCOMPLETE: " + folder.toRealPath() + "/it's.jar: not found; "));
    }

    @Test
    void isWrittenForWindowsToo() throws IOException {
        launcher(folder);
        assertThat(Files.readString(folder.resolve("target-x.cmd")))
                .startsWith("@echo off\r\n")
                .contains("set \"JAR=%~dp0it's.jar\"\r\n")
                .doesNotContainPattern("[^\r]\n");
    }

    @Test
    void needsTheJarToBeThere() {
        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(() -> LauncherOutput.write("target-x", folder.resolve("x.jar"), List.of()))
                .withMessageContaining("x.jar is not there");
    }

    private static Path launcher(Path folder) throws IOException {
        Path copy = Files.copy(jar, folder.resolve("it's.jar"), StandardCopyOption.REPLACE_EXISTING);
        return LauncherOutput.write("target-x", copy, List.of()).get(0);
    }

    private Outcome run(Path command, String input, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile(shared, "out", "");
        Path err = Files.createTempFile(shared, "err", "");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(shared.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Broken pipe"); // a launcher that fails does not read
        }
        int status = process.waitFor();
        return new Outcome(process.pid(), status, Files.readString(out), Files.readString(err));
    }

    private static org.assertj.core.api.ThrowingConsumer<Outcome> failsWith(String message) {
        return outcome -> {
            assertThat(outcome.err()).startsWith(message).hasLineCount(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.status()).isEqualTo(2);
        };
    }

    /** Makes a JAVA_HOME whose java is a script, and gives that java. */
    private Path javaHome(String script, String release) throws IOException {
        Path home = folder.resolve("java-home");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        script(java, script);
        Files.deleteIfExists(home.resolve("release"));
        if (!release.isEmpty()) {
            Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\n" + release + "OS_NAME=\"Linux\"\n");
        }
        environment.put("JAVA_HOME", home.toString());
        return java;
    }

    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("ls", "dirname", "cat")) {
            String real = Files.exists(Path.of("/bin/" + tool)) ? "/bin/" + tool : "/usr/bin/" + tool;
            script(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
        return tools;
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
