package dev.connectorkit.generator.emit;

import java.util.List;
import java.util.Optional;

/** The scripts that start a packaged connector: one for POSIX shells, one for Windows. */
public final class LauncherFiles {
    private final TemplateRenderer templates = new TemplateRenderer();

    /**
     * A script that starts a connector.
     *
     * @param executable whether the file has to be marked so
     */
    public record Launcher(String fileName, String text, boolean executable) {}

    /** What the templates can use: the jar is quoted for its shell; {@code libraries} is empty where the jar has none. */
    record Values(String name, String jar, String directoryBytes, String libraries) {}

    /**
     * Gives the scripts, which have to stand in the jar's folder.
     *
     * @param name      of the connector
     * @param jar       the file name of its jar, with all that it needs inside
     * @param directory the last bytes of that jar, in which the checksums of all its entries stand
     * @param libraries what tells its native libraries from those of another jar, if it has any
     */
    public List<Launcher> emit(String name, String jar, long directory, Optional<String> libraries) {
        String bytes = Long.toString(directory);
        String posix = templates
                .render("launcher/connector.sh", new Values(name, posixQuoted(jar), bytes, libraries.orElse("")))
                .text();
        String windows = templates
                .render("launcher/connector.cmd", new Values(name, jar.replace("%", "%%"), bytes, libraries.orElse("")))
                .text();
        return List.of(
                new Launcher(name, posix, true), new Launcher(name + ".cmd", windows.replace("\n", "\r\n"), false));
    }

    private static String posixQuoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
