package dev.connectorkit.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** The records of a file of messages as CSV for {@code COPY … (FORMAT csv)}: the limit does not have to parse JSON. */
final class Csv {
    private Csv() {}

    /** The file beside that of the messages, written if it is not there. */
    static Path of(Path messages) throws IOException {
        Path csv = messages.resolveSibling(messages.getFileName() + ".csv");
        if (!Files.exists(csv)) {
            ObjectMapper mapper = new ObjectMapper();
            try (BufferedReader lines = Files.newBufferedReader(messages);
                    Writer out = Files.newBufferedWriter(csv)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    JsonNode record = mapper.readTree(line).path("record");
                    if (record.isObject()) {
                        write(record.elements(), out);
                    }
                }
            }
        }
        return csv;
    }

    private static void write(Iterator<JsonNode> values, Writer out) throws IOException {
        while (values.hasNext()) {
            JsonNode value = values.next();
            if (!value.isNull()) {
                boolean isText = value.isTextual() || value.isContainerNode();
                String text = value.isTextual() ? value.textValue() : value.toString();
                out.write(isText ? '"' + text.replace("\"", "\"\"") + '"' : text);
            }
            out.write(values.hasNext() ? "," : "\n");
        }
    }
}
