package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonParser;
import dev.connectorkit.runtime.json.PlainJson;
import java.io.IOException;

/** Takes a record while its line is being tokenised. */
@FunctionalInterface
public interface RecordReader {
    /**
     * Reads one record.
     *
     * @param parser at the record's START_OBJECT; to be left at its END_OBJECT
     * @param line   the bytes that the parser reads, at {@code offset} its byte offset 0; valid during this call only
     */
    void read(JsonParser parser, byte[] line, int offset) throws IOException;

    /**
     * Reads one record without a parser, if its text leaves no doubt that {@link #read} would take it; that is called otherwise,
     * so nothing may be left of an attempt.
     *
     * @param text  the record from its opening brace on
     * @param end   of the text, which may go on behind the record
     * @return the place behind the record, or {@link PlainJson#DOUBT}
     */
    default int readPlain(byte[] text, int start, int end) {
        return PlainJson.DOUBT;
    }
}
