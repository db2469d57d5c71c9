package dev.connectorkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README begins with. */
@Tag("full")
class DemoIT {
    @Test
    void theDemoLoadsRealFlightsTwice(@TempDir Path folder) throws Exception {
        Path kit = Builds.copy(Path.of("..").toRealPath(), folder.resolve("kit"));
        Path log = folder.resolve("log");
        ProcessBuilder demo = new ProcessBuilder(
                        kit.resolve("it/demo").toString(), "-Dmaven.repo.local=" + folder.resolve("own"))
                .directory(kit.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        demo.environment().put("CI", "false");
        demo.environment().merge("PATH", Builds.HOME.resolve("bin").toString(), (path, bin) -> bin + ":" + path);

        assertThat(demo.start().waitFor()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log))
                .contains("airlines 16, airports 1458, planes 3322, weather 2226, flights 27004")
                .contains("set aside by the connector, in refused.jsonl: 521");
    }
}
