package dev.connectorkit.runtime.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Jackson as this project uses it: numbers exact, repeated keys refused in trees, limits that follow the line's. */
public final class Json {
    private static final int MAX_DEPTH = 1000;

    private Json() {}

    /** Tokenises lines; repeated keys are left to the reader, since Jackson's own check costs a third of the speed. */
    public static JsonFactory lines(int maxLineBytes) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxLineBytes)
                        .maxNumberLength(maxLineBytes)
                        .maxNameLength(maxLineBytes)
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
    }

    /** Reads small documents as trees: schemas, configurations, catalogues. */
    public static JsonMapper trees(int maxBytes) {
        return JsonMapper.builder(lines(maxBytes))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
