package dev.connectorkit.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaTextTest {
    @Test
    void aLiteralIsAsciiAndEndsWhereItEnds() {
        assertThat(JavaText.literal("\"; \\ \\u0022 \n \r \t \0 ü \u2028 \u0085 𝔘 \ud800")
                        .toString())
                .isEqualTo(
                        "\"\\\"; \\\\ \\\\u0022 \\n \\r \\t \\u0000 \\u00fc \\u2028 \\u0085 \\ud835\\udd18 \\ud800\"");
    }

    @Test
    void aBackslashBehindHalfASurrogatePairIsWrittenSoThatJavacReadsOne() {
        assertThat(JavaText.literal("\ud800" + "\\u0041\\").toString()).isEqualTo("\"\\ud800\\134u0041\\\\\"");
    }

    @Test
    void javadocIsOneLineThatSaysNothingToJavaOrHtml() {
        assertThat(JavaText.javadoc(" */ \\u002a/ @x {@y} <b> & \n\n \u2028 \u0085 \u202e ü \ud800 "))
                .isEqualTo(
                        "&#42;/ &#92;u002a/ &#64;x &#123;&#64;y&#125; &#60;b&#62; &#38; &#8232;   &#8238; &#252; &#65533;");
    }
}
