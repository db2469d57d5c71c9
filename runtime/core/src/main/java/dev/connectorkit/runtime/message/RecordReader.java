package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonParser;
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
}
