package dev.connectorkit.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import freemarker.template.TemplateException;
import java.io.UncheckedIOException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template can and cannot do. The templates of this test lie beside the kit's own, in the test's resources. */
class TemplateRendererTest {
    private final TemplateRenderer templates = new TemplateRenderer();

    record Values(String name) {}

    @Test
    void fillsInNamesAndLeavesTheSyntaxOfMavenShellAndJavaAlone() {
        TemplateRenderer.Rendered rendered = templates.render("test/plain.txt", new Values("${x} [=name] [#stop]"));
        assertThat(rendered.text()).isEqualTo("${project.version} #{x} $(id) a[0] = ${x} [=name] [#stop]\n");
        assertThat(rendered.templateVersion()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"undefined", "new-class", "api", "include", "method"})
    void isStoppedAtWhatItMayNotDo(String template) {
        assertThatIllegalStateException()
                .isThrownBy(() -> templates.render("test/" + template + ".txt", new Values("x")))
                .withCauseInstanceOf(TemplateException.class);
    }

    @Test
    void isNotReadFromOutsideTheTemplates() {
        Assertions.assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> templates.render("../../../../../../etc/passwd", new Values("x")));
    }
}
