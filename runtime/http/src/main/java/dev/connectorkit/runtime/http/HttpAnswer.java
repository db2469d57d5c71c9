package dev.connectorkit.runtime.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectorkit.runtime.error.ErrorCode;
import dev.connectorkit.runtime.error.LoadException;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import java.net.http.HttpHeaders;
import java.util.Collections;
import java.util.List;

/**
 * What a system answered to a request, and the records that the request held.
 *
 * @param requests how the stream is sent
 * @param records  in the order in which they were sent; views that are valid while the batch is
 * @param status   of HTTP
 * @param body     read as UTF-8; it may hold values of records, so nothing of it belongs into a log or a message
 * @param isWhole  whether the body is all that the system sent: past {@link #LONGEST_BODY} the rest is left out
 */
public record HttpAnswer(
        StreamSchema stream,
        StreamRequests requests,
        List<StreamRecord> records,
        int status,
        HttpHeaders headers,
        String body,
        boolean isWhole) {
    /** Bytes of an answer's body that are kept. */
    public static final int LONGEST_BODY = 16 * 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    public HttpAnswer {
        requireNonNull(stream, "stream");
        requireNonNull(requests, "requests");
        records = List.copyOf(records);
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /** Whether the status is one of 200 to 299. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The same result for each of the records. */
    public List<RecordResult> all(RecordResult result) {
        return Collections.nCopies(records.size(), result);
    }

    /**
     * The body as JSON.
     *
     * @throws LoadException if it is none, or not whole
     */
    public JsonNode json() {
        if (!isWhole) {
            throw new LoadException(
                    ErrorCode.LOAD_FAILED,
                    "%s: the answer (%d) is longer than %d bytes, and cannot be read; send fewer records at a time (batch_size)"
                            .formatted(place(), status, LONGEST_BODY));
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // without the cause, whose message quotes the body
            throw new LoadException(
                    ErrorCode.LOAD_FAILED,
                    "%s: the answer (%d) is not JSON, from its line %d, column %d on; look at what the system sends"
                            .formatted(
                                    place(),
                                    status,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()));
        }
    }

    /**
     * What the status alone says: written where it is a success, to be sent again where it is one of those, rejected where it
     * is one of those and the request held a single record.
     *
     * @throws LoadException where it says none of these
     */
    public List<RecordResult> resultsByStatus() {
        if (isSuccess()) {
            return all(RecordResult.WRITTEN);
        }
        if (requests.retryStatuses().contains(status)) {
            return all(RecordResult.AGAIN);
        }
        if (requests.rejectedStatuses().contains(status) && records.size() == 1) {
            return all(RecordResult.rejected("the system answered " + status));
        }
        throw new LoadException(ErrorCode.LOAD_FAILED, "%s: answered %d%s".formatted(place(), status, whatToDo()));
    }

    private String place() {
        return "stream \"%s\", %s %s, %d records"
                .formatted(stream.name(), requests.method(), requests.path(), records.size());
    }

    private String whatToDo() {
        if (status == 401 || status == 403) {
            return "; check the settings that it lets the connector in by";
        }
        if (status / 100 == 3) {
            return ", which leads elsewhere and is not followed; set the address that it leads to";
        }
        if (requests.rejectedStatuses().contains(status)) {
            return "; it does not say which of them it refuses: send them one by one (body: single), or read it in results()";
        }
        return "; check the address, the path and what the system expects";
    }
}
