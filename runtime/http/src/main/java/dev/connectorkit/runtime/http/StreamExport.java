package dev.connectorkit.runtime.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.connectorkit.runtime.batch.RecordBatch;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one stream, a request after the other, and each until every record of it has a result. For one thread at a time. */
final class StreamExport {
    private static final Logger LOG = LoggerFactory.getLogger(StreamExport.class);

    private final HttpChannel channel;
    private final Settings settings;
    private final StreamRequests requests;
    private final Function<HttpAnswer, List<RecordResult>> results;
    private final TimeKeeper time;
    private final Optional<RequestRate> rate;

    StreamExport(
            HttpChannel channel,
            Settings settings,
            StreamRequests requests,
            Function<HttpAnswer, List<RecordResult>> results,
            TimeKeeper time) {
        this.channel = channel;
        this.settings = settings;
        this.requests = requests;
        this.results = results;
        this.time = time;
        this.rate = requests.requestsPerSecond().map(perSecond -> new RequestRate(perSecond, time));
    }

    void export(RecordBatch batch) {
        int merged = 0;
        int rows = batch.records().size();
        for (int first = 0; first < rows; first += requests.batchSize()) {
            int end = Math.min(rows, first + requests.batchSize());
            merged += send(batch, IntStream.range(first, end).boxed().toList());
        }
        batch.reportMerged(merged);
    }

    /** Sends those rows, again those that have no final result yet, and gives how many were merged. */
    private int send(RecordBatch batch, List<Integer> rows) {
        Attempts attempts = new Attempts(settings, time);
        Outcome outcome = new Outcome(rows, 0);
        while (true) {
            Optional<HttpRequest> request = request(batch, outcome.open());
            if (request.isEmpty()) {
                return outcome.merged();
            }
            rate.ifPresent(RequestRate::await);
            try {
                HttpResponse<byte[]> response = channel.send(request.get());
                outcome = take(batch, outcome, response);
                if (outcome.open().isEmpty()) {
                    return outcome.merged();
                }
                Optional<Duration> askedFor = RetryAfter.of(response.headers(), time.now());
                attempts.next(
                        "%s answered %d".formatted(place(batch, outcome), response.statusCode()),
                        askedFor,
                        Optional.empty());
            } catch (IOException e) {
                attempts.next(
                        "%s: %s".formatted(place(batch, outcome), HttpChannel.told(e)),
                        Optional.empty(),
                        Optional.of(e));
            }
        }
    }

    /** Rows of the batch that have no final result yet, and how many of the others were merged. */
    private record Outcome(List<Integer> open, int merged) {}

    private Outcome take(RecordBatch batch, Outcome before, HttpResponse<byte[]> response) {
        List<Integer> rows = before.open();
        List<StreamRecord> records = batch.records();
        LOG.debug("{} answered {}", place(batch, before), response.statusCode());
        byte[] body = response.body();
        int kept = Math.min(body.length, HttpAnswer.LONGEST_BODY);
        HttpAnswer answer = new HttpAnswer(
                batch.stream(),
                requests,
                rows.stream().map(records::get).toList(),
                response.statusCode(),
                response.headers(),
                new String(body, 0, kept, StandardCharsets.UTF_8),
                kept == body.length);
        List<RecordResult> found = results.apply(answer);
        if (found.size() != rows.size()) {
            throw new IllegalStateException("results() gave %d results for the %d records of a request to stream \"%s\""
                    .formatted(found.size(), rows.size(), batch.stream().name()));
        }
        List<Integer> again = new ArrayList<>();
        int merged = before.merged();
        for (int i = 0; i < found.size(); i++) {
            RecordResult result = found.get(i);
            if (result instanceof RecordResult.Rejected rejected) {
                batch.reportRejected(rows.get(i), rejected.reason());
            } else if (result instanceof RecordResult.Again) {
                again.add(rows.get(i));
            } else if (result instanceof RecordResult.Merged) {
                merged++;
            }
        }
        return new Outcome(again, merged);
    }

    /** The request for those rows; nothing where the only row has no address, and is rejected for it. */
    private Optional<HttpRequest> request(RecordBatch batch, List<Integer> rows) {
        Optional<String> path = path(batch, rows);
        return path.map(address -> {
            HttpRequest.Builder request = channel.request(address)
                    .method(requests.method(), BodyPublishers.ofByteArray(body(batch, rows)))
                    .setHeader("Content-Type", "application/json")
                    .setHeader("Idempotency-Key", idempotencyKey(batch, rows));
            requests.headers().forEach((name, value) -> {
                Header header = channel.header(name, value, batch.stream().name());
                request.setHeader(header.name(), header.value());
            });
            return request.build();
        });
    }

    /** The same for the same rows of the same batch, so on each attempt at them, and for no others. */
    private static String idempotencyKey(RecordBatch batch, List<Integer> rows) {
        String name = batch.stream().name() + " " + batch.id() + " " + rows;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private byte[] body(RecordBatch batch, List<Integer> rows) {
        if (requests.body() == StreamRequests.Body.SINGLE) {
            return utf8(batch.records().get(rows.get(0)).toJson());
        }
        String before = requests.envelope()
                .map(key -> "{\"" + new String(JsonStringEncoder.getInstance().quoteAsString(key)) + "\":[")
                .orElse("[");
        return utf8(rows.stream()
                .map(row -> batch.records().get(row).toJson())
                .collect(Collectors.joining(",", before, requests.envelope().isPresent() ? "]}" : "]")));
    }

    /** The address of the rows; rejects the row, and gives none, where its own values make none. */
    private Optional<String> path(RecordBatch batch, List<Integer> rows) {
        List<String> unfit = new ArrayList<>();
        String path = new Template(requests.path()).fill(place -> {
            String value = value(batch, rows, place, unfit);
            return Template.percentEncoded(value);
        });
        if (unfit.isEmpty() && hasDotSegment(path)) {
            unfit.add("its values make a dot segment of the path, which leads elsewhere");
        }
        if (unfit.isEmpty()) {
            return Optional.of(path);
        }
        batch.reportRejected(rows.get(0), String.join("; ", unfit));
        return Optional.empty();
    }

    private String value(RecordBatch batch, List<Integer> rows, String place, List<String> unfit) {
        if (place.equals("stream")) {
            return batch.stream().name();
        }
        if (place.startsWith("setting.")) {
            return channel.setting(place);
        }
        String property = place.substring("record.".length());
        int position = position(batch.stream(), property);
        StreamRecord record = batch.records().get(rows.get(0));
        if (record.isNull(position)) {
            unfit.add("property \"%s\" is part of the path, and the record has none".formatted(property));
            return "";
        }
        String text = record.text(position);
        if (text.isEmpty()) {
            unfit.add("property \"%s\" is part of the path, and is empty".formatted(property));
        }
        return text;
    }

    private int position(StreamSchema stream, String property) {
        return stream.position(property)
                .orElseThrow(() -> new LoadException(
                        ErrorCode.LOAD_FAILED,
                        "stream \"%s\": the path %s names property \"%s\", which the stream does not have; its properties are %s"
                                .formatted(
                                        stream.name(),
                                        requests.path(),
                                        property,
                                        stream.properties().stream()
                                                .map(of -> of.name())
                                                .collect(Collectors.joining(", ")))));
    }

    private static boolean hasDotSegment(String path) {
        return Arrays.stream(path.replaceFirst("\\?.*", "").split("/"))
                .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private String place(RecordBatch batch, Outcome outcome) {
        return "stream \"%s\", %s %s, %d records"
                .formatted(
                        batch.stream().name(),
                        requests.method(),
                        requests.path(),
                        outcome.open().size());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
