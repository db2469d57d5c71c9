package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.destination.Destination;
import dev.connectorkit.runtime.error.ConnectionException;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.error.SettingsException;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exports batches over HTTP, as an {@link HttpApi} says, a request after the other. A request that fails in a way that may
 * pass is sent again by the settings {@code retry_*}, with the same {@code Idempotency-Key}; what was written before it is
 * not sent again in that run. Whoever reads more than a status out of an answer overrides {@link #results}.
 */
public class HttpDestination extends Destination {
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final HttpApi api;
    private final Settings settings;
    private final HttpChannel channel;
    private final TimeKeeper time;
    private final Map<String, StreamExport> exports = new HashMap<>();

    /** @throws SettingsException if the settings make no address, or hold what no request can */
    public HttpDestination(HttpApi api, Settings settings) {
        this(api, settings, TimeKeeper.OF_SYSTEM);
    }

    HttpDestination(HttpApi api, Settings settings, TimeKeeper time) {
        this.api = requireNonNull(api, "api");
        this.settings = requireNonNull(settings, "settings");
        this.channel = new HttpChannel(api, settings);
        this.time = requireNonNull(time, "time");
    }

    /** Sends the probe; without one, asks for the base URL, where any answer shows that the system is there. */
    @Override
    public void testConnection() {
        HttpApi.Probe probe = api.probe().orElse(new HttpApi.Probe("GET", ""));
        Attempts attempts = new Attempts(settings, time);
        HttpResponse<byte[]> answer = ask(probe);
        while (BUSY.contains(answer.statusCode())) {
            String busy = "%s answered %d to the connection test".formatted(channel.host(), answer.statusCode());
            try {
                attempts.next(busy, RetryAfter.of(answer.headers(), time.now()), Optional.empty());
            } catch (LoadException e) {
                throw new ConnectionException(ErrorCode.CONNECTION_FAILED, String.valueOf(e.getMessage()), e);
            }
            answer = ask(probe);
        }
        check(answer.statusCode());
    }

    private HttpResponse<byte[]> ask(HttpApi.Probe probe) {
        String path = new Template(probe.path()).fill(place -> Template.percentEncoded(channel.setting(place)));
        try {
            return channel.send(channel.request(path)
                    .method(probe.method(), BodyPublishers.noBody())
                    .build());
        } catch (IOException e) {
            throw new ConnectionException(
                    ErrorCode.CONNECTION_FAILED,
                    "%s cannot be reached: %s; check the address and the network"
                            .formatted(channel.host(), HttpChannel.told(e)),
                    e);
        }
    }

    private void check(int status) {
        if (status == 401 || status == 403) {
            throw new ConnectionException(
                    ErrorCode.CONNECTION_FAILED,
                    "%s does not let the connector in: it answered %d; check the settings that it lets it in by"
                            .formatted(channel.host(), status));
        }
        if (api.probe().isPresent() ? status / 100 != 2 : status / 100 == 5) {
            throw new ConnectionException(
                    ErrorCode.CONNECTION_FAILED,
                    "%s answered %d to the connection test; check the address".formatted(channel.host(), status));
        }
    }

    @Override
    public final void exportBatch(RecordBatch batch) {
        exports.computeIfAbsent(batch.stream().name(), this::export).export(batch);
    }

    /**
     * Reads an answer into what became of each record of its request: by the status alone, unless this is overridden. Called
     * for every answer, whatever its status; not where the connection failed.
     *
     * @return a result for each of {@link HttpAnswer#records()}, in their order; those that are to be sent again are, before
     *     anything else of the stream
     * @throws LoadException to end the run
     */
    protected List<RecordResult> results(HttpAnswer answer) {
        return answer.resultsByStatus();
    }

    private StreamExport export(String stream) {
        StreamRequests requests = api.requests(stream)
                .orElseThrow(() -> new LoadException(
                        ErrorCode.LOAD_FAILED,
                        "stream \"%s\": the connector does not say how it is sent; it knows %s. Select it out, or add it to http.streams in connector.yaml (\"*\" is for any)"
                                .formatted(
                                        stream, String.join(", ", api.streams().keySet()))));
        return new StreamExport(channel, settings, requests, this::results, time);
    }
}
