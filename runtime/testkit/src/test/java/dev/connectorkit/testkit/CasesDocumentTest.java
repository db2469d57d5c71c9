package dev.connectorkit.testkit;

import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.CaseLibrary;
import dev.connectorkit.testkit.cases.ConformanceCase;
import dev.connectorkit.testkit.cases.LifecyclePart;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/cases.md is made from the cases. */
class CasesDocumentTest {
    @Test
    void listsEachCaseWithWhatItProves() throws IOException {
        Page.of("cases.md").compareOrWrite(page());
    }

    private static String page() {
        List<ConformanceCase> cases = CaseLibrary.standard();
        StringBuilder page = new StringBuilder("""
                # The cases of the conformance suite

                What every connector is held to, and any Singer target can be: %d cases. Each is a folder with what a tap writes
                and what has to have become of it, in `runtime/testkit/src/main/resources/dev/connectorkit/testkit/cases`.
                *Needs* names capabilities without which a case does not apply; the report says so. *Runs* says in which batch
                sizes a case runs, and with how many starts of the connector where it takes more than one. This page is made
                from the cases by a test of the testkit.
                """.formatted(cases.size()));
        for (LifecyclePart part : LifecyclePart.values()) {
            List<ConformanceCase> own =
                    cases.stream().filter(each -> each.part() == part).toList();
            if (!own.isEmpty()) {
                page.append("\n## %s\n\n| case | what it proves | needs | runs |\n|---|---|---|---|\n"
                        .formatted(part.title()));
                own.forEach(each -> page.append(row(each)));
            }
        }
        return page.toString();
    }

    private static String row(ConformanceCase each) {
        String needs = each.needs().stream().map(Capability::word).collect(Collectors.joining(", "));
        String sizes = each.runs().stream()
                .map(run -> run.name().replace("batch size ", "").replace("all rows in one batch", "all"))
                .collect(Collectors.joining(", "));
        String starts = each.steps().size() == 1
                ? ""
                : "%d starts".formatted(each.steps().size());
        String runs = sizes.isEmpty() || starts.isEmpty() ? sizes + starts : sizes + "; " + starts;
        return "| `%s` | %s | %s | %s |\n".formatted(each.name(), each.proves().replace("|", "\\|"), needs, runs);
    }
}
