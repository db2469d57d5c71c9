package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that is made of a descriptor and committed beside it. Safe for threads. */
public final class CommittedFiles {
    private final ConfigFiles config;
    private final MageFiles mage = new MageFiles(new TemplateRenderer());

    /** @param runtimeSettings those that every connector has: name to JSON types */
    public CommittedFiles(Map<String, String> runtimeSettings) {
        this.config = new ConfigFiles(runtimeSettings);
    }

    /** Gives them, in a fixed order. */
    public List<CommittedFile> emit(ConnectorSpec spec) {
        return Stream.of(
                        List.of(SettingsTable.of(spec)),
                        config.emit(spec),
                        List.of(MeltanoFile.of(spec)),
                        mage.emit(spec))
                .flatMap(List::stream)
                .toList();
    }
}
