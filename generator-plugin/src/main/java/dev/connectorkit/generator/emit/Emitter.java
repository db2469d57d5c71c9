package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;

/** Makes one artefact. An emitter checks nothing: a specification cannot be wrong. Safe for threads. */
@FunctionalInterface
public interface Emitter {
    /** Gives the files for that artefact; none where the connector has no such artefact. */
    List<GeneratedFile> emit(ConnectorSpec spec);

    /** All of them, in the order in which the files are made. */
    static List<Emitter> all() {
        TemplateRenderer templates = new TemplateRenderer();
        return List.of(
                new SettingsEmitter(),
                new BaseEmitter(),
                new HttpApiEmitter(),
                new StreamRecordEmitter(),
                new StreamSinkEmitter(),
                new ConnectorEmitter(),
                new ServiceEmitter(),
                new TargetSkeletonEmitter(templates),
                new SinkSkeletonEmitter(templates),
                new StreamSinkSkeletonEmitter(templates),
                new DestinationSkeletonEmitter(templates),
                new SqlSkeletonEmitter(templates),
                new TestSkeletonEmitter(templates));
    }
}
