package dev.connectorkit.runtime.session;

import static dev.connectorkit.runtime.session.Singer.records;
import static dev.connectorkit.runtime.session.Singer.schema;
import static dev.connectorkit.runtime.session.Singer.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.sink.BatchPolicy;
import dev.connectorkit.runtime.sink.BatchSink;
import dev.connectorkit.runtime.sink.Sink;
import dev.connectorkit.runtime.sink.Target;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sinks whose rows count only once they are published. */
class PublicationsTest {
    private final List<String> events = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private final Session session = new Session(
            new Publishing(),
            Singer.settings(BatchPolicy.PER_STREAM, "{\"batch_size_rows\":1}"),
            states::add,
            Clock.systemUTC());
    private boolean fails;
    private String publishedByVersion = "";

    @Test
    void noStateComesOutBeforeTheRowsArePublishedAtTheCleanEnd() {
        Singer.read(session, state("0") + schema("a") + state("1") + records("a", 1, 3) + schema("b") + state("2"));
        session.drain();
        assertThat(states).containsExactly("0");
        session.endOfInput();
        session.finish();
        assertThat(events).containsExactly("publish a", "publish b");
        assertThat(states).containsExactly("0", "2");
    }

    @Test
    void anInputThatBreaksOffPublishesNothing() {
        Singer.read(session, schema("a") + records("a", 1, 3) + state("1"));
        session.finish();
        assertThat(events).isEmpty();
        assertThat(states).isEmpty();
    }

    @Test
    void afterAFailureNothingIsPublished() {
        fails = true;
        assertThatThrownBy(() -> {
                    Singer.read(session, schema("b") + schema("a") + records("a", 1, 3) + state("1"));
                    session.endOfInput();
                    session.finish();
                })
                .isInstanceOfAny(LoadException.class, SessionEndedException.class);
        assertThatThrownBy(session::finish).isInstanceOf(LoadException.class);
        assertThat(events).isEmpty();
        assertThat(states).isEmpty();
    }

    @Test
    void aVersionMayPublishAStreamBeforeTheEnd() {
        publishedByVersion = "a";
        String version = "{\"type\":\"ACTIVATE_VERSION\",\"stream\":\"%s\",\"version\":1}\n";
        Singer.read(
                session,
                schema("a")
                        + schema("b")
                        + records("a", 1, 1)
                        + version.formatted("a")
                        + state("1")
                        + version.formatted("b")
                        + state("2"));
        assertThat(states).isEmpty();
        session.endOfInput();
        session.finish();
        assertThat(events).containsExactly("publish b");
        assertThat(states).containsExactly("2");
    }

    private final class Publishing extends Target {
        @Override
        public Sink sink(StreamSchema stream) {
            return new BatchSink(stream) {
                private boolean published;

                @Override
                public void processBatch(RecordBatch batch) {
                    if (fails) {
                        throw new LoadException(ErrorCode.LOAD_FAILED, "no");
                    }
                }

                @Override
                public void activateVersion(long version) {
                    published = stream.name().equals(publishedByVersion);
                }

                @Override
                public boolean publishes() {
                    return !published;
                }

                @Override
                public void publish() {
                    events.add("publish " + stream.name());
                }
            };
        }
    }
}
