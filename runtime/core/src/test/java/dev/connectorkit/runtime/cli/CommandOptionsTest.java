package dev.connectorkit.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.SettingsException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"--config a=b", "--config=a=b", "-c a=b", "-c=a=b"})
    void takesAValueInEverySpelling(String arguments) {
        assertThat(parse(arguments).configs()).containsExactly("a=b");
    }

    @Test
    void takesOptionsByAllTheirNames() {
        CommandOptions options =
                parse("--input_file_path in.gz --print_state --config a -h --config ENV --log_to_stdout 1");
        assertThat(options.input()).contains(Path.of("in.gz"));
        assertThat(options.printState()).isTrue();
        assertThat(options.help()).isTrue();
        assertThat(options.logToStdout()).isTrue();
        assertThat(options.configs()).containsExactly("a", "ENV");
        assertThat(options.debug()).isFalse();
        assertThat(options.state()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --inptu x            | unknown option --inptu, did you mean --input?
            --yyyyyyyy=s3cret    | unknown option --yyyyyyyy
            --summary            | option --summary needs a value, FILE
            --input --debug      | option --input needs a value, FILE
            --debug=1            | option --debug takes no value
            --state a --state b  | option --state is given twice; give it once
            --config x s3cret    | an argument belongs to no option; quote values that hold spaces
            """)
    void saysWhatIsWrong(String arguments, String problem) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOfSatisfying(
                        SettingsException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessage(problem);
    }

    @Test
    void helpNamesEveryOptionInLinesThatFitATerminal() {
        String help = CommandOptions.help("target-lines");
        assertThat(help)
                .contains("target-lines [option ...]", "-c, --config <FILE|ENV>", "--input_file_path", "-h, --help");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }

    private static CommandOptions parse(String arguments) {
        return CommandOptions.parse(arguments.split(" "));
    }
}
