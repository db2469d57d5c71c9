package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import dev.connectorkit.generator.spec.SqlSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The author's target for a database, where the descriptor asks for one, and their dialect, where it names one of its package. */
final class SqlSkeletonEmitter implements Emitter {
    private static final String TARGET = "skeletons/for-sql/Target.java";
    private static final String DIALECT = "skeletons/for-sql/Dialect.java";

    private final TemplateRenderer templates;

    SqlSkeletonEmitter(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the target's template can use. */
    record TargetValues(String packageName, String targetClass, String baseClass) {}

    /** What the dialect's template can use. */
    record DialectValues(String packageName, String dialectClass, String label) {}

    @Override
    public List<GeneratedFile> emit(ConnectorSpec spec) {
        List<GeneratedFile> files = new ArrayList<>();
        Optional<SqlSpec> sql = spec.sql();
        if (sql.filter(SqlSpec::ownClass).isPresent()) {
            TargetValues values = new TargetValues(spec.packageName(), spec.authorClass(), spec.baseClass());
            files.add(Skeletons.main(spec, spec.authorClass(), TARGET, templates.render(TARGET, values)));
        }
        sql.flatMap(SqlSpec::ownDialect).ifPresent(dialect -> {
            DialectValues values = new DialectValues(
                    spec.packageName(), dialect, JavaText.literal(spec.label()).toString());
            files.add(Skeletons.main(spec, dialect, DIALECT, templates.render(DIALECT, values)));
        });
        return files;
    }
}
