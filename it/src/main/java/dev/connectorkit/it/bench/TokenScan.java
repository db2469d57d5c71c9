package dev.connectorkit.it.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A limit: passes over all tokens of the JSON on standard input and looks at none of them. */
public final class TokenScan {
    private TokenScan() {}

    public static void main(String[] args) throws IOException {
        long tokens = 0;
        try (JsonParser parser = new JsonFactory().createParser(System.in)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        System.out.println(tokens);
    }
}
