package dev.connectorkit.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.sink.BatchPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappedStreamsTest {
    private final FakeTarget target = new FakeTarget(BatchPolicy.PER_STREAM);
    private final List<String> states = Collections.synchronizedList(new ArrayList<>());

    @Test
    void oneStreamIsDrainedAsSeveralAndItsBarriersAreTheirs() {
        String maps =
                "{\"stream_maps\":{\"a\":{\"__alias__\":\"one\"},\"two\":{\"__source__\":\"a\",\"__filter__\":\"id > 1\"}}}";
        String changed = Singer.schema("a").replace("\"x\"", "\"y\"");
        String activate = "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"a\",\"version\":9}\n";
        RunSummary summary = run(
                maps,
                Singer.schema("a")
                        + Singer.records("a", 1, 2)
                        + Singer.state("1")
                        + changed
                        + Singer.records("a", 3, 3)
                        + activate);
        assertThat(target.events()).containsSubsequence("setup one", "setup two", "clean one", "setup one");
        assertThat(target.events())
                .contains(
                        "drain one 1,2",
                        "drain two 2",
                        "drain one 3",
                        "drain two 3",
                        "activate one 9",
                        "activate two 9");
        assertThat(states).containsExactly("1");
        assertThat(summary.streams()).containsOnlyKeys("one", "two");
        assertThat(summary.total().written()).isEqualTo(5);
    }

    @Test
    void aStreamThatIsLeftOutHoldsNoStateBack() {
        run(
                "{\"stream_maps\":{\"a\":null}}",
                Singer.schema("a") + Singer.records("a", 1, 3) + Singer.state("1") + Singer.records("a", 4, 4));
        assertThat(target.events()).containsExactly("clean");
        assertThat(states).containsExactly("1");
    }

    @Test
    void aRecordThatItsMapCannotReadIsSetAsideOnce() {
        String config =
                "{\"on_invalid\":\"skip\",\"stream_maps\":{\"a\":{\"n\":\"int(x)\"},\"b\":{\"__source__\":\"a\"}}}";
        RunSummary summary = run(
                config,
                Singer.schema("a")
                        + Singer.record("a", "{\"id\":1,\"x\":\"7\"}")
                        + Singer.record("a", "{\"id\":2,\"x\":\"seven\"}")
                        + Singer.state("1"));
        assertThat(target.events()).contains("drain a 1", "drain b 1");
        assertThat(summary.total().rejected()).isEqualTo(1);
        assertThat(states).containsExactly("1");
    }

    @Test
    void bookmarksOfAFailedStreamAreHeldBackByTheTapsName() {
        target.beforeDrain(batch -> {
            if (batch.stream().name().equals("renamed")) {
                throw new LoadException(ErrorCode.LOAD_FAILED, "refused");
            }
        });
        String config = "{\"state_mode\":\"bookmarks\",\"stream_maps\":{\"a\":{\"__alias__\":\"renamed\"}}}";
        assertThatThrownBy(() -> run(
                        config,
                        Singer.schema("a")
                                + Singer.schema("b")
                                + Singer.records("a", 1, 1)
                                + Singer.records("b", 1, 1)
                                + Singer.state("{\"bookmarks\":{\"a\":{\"v\":1},\"b\":{\"v\":2}}}")))
                .isInstanceOf(LoadException.class);
        assertThat(states).containsExactly("{\"bookmarks\":{\"b\":{\"v\":2}}}");
    }

    private RunSummary run(String config, String input) {
        Session session =
                new Session(target, Singer.settings(BatchPolicy.PER_STREAM, config), states::add, Clock.systemUTC());
        session.start();
        Singer.read(session, input);
        return session.finish();
    }
}
