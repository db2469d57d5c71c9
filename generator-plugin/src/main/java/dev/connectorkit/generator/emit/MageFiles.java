package dev.connectorkit.generator.emit;

import dev.connectorkit.generator.spec.ConnectorSpec;
import java.util.List;
import java.util.Locale;

/** The connector as a destination of Mage, which runs its destinations as Python files that it imports by name. */
final class MageFiles {
    private final TemplateRenderer templates;

    MageFiles(TemplateRenderer templates) {
        this.templates = templates;
    }

    /** What the templates can use: only what cannot hold a character that Python or Markdown acts on. */
    record Values(String name, String module, String variable) {}

    List<CommittedFile> emit(ConnectorSpec spec) {
        String module = spec.name().replace('-', '_');
        Values values = new Values(spec.name(), module, module.toUpperCase(Locale.ROOT) + "_LAUNCHER");
        String folder = "mage/" + module + "/";
        return List.of(
                CommittedFile.whole(
                        folder + "__init__.py",
                        templates.render("hosts/mage/__init__.py", values).text()),
                CommittedFile.whole(
                        folder + "README.md",
                        templates.render("hosts/mage/README.md", values).text()),
                CommittedFile.whole(folder + "templates/config.json", ConfigFiles.text(ConfigFiles.sample(spec))));
    }
}
