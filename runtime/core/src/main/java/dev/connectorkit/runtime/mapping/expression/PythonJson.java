package dev.connectorkit.runtime.mapping.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectorkit.runtime.message.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON; what is written may look as Python's json.dumps writes it, or be as short as can be. */
public final class PythonJson {
    private static final int MAX_BYTES = (1 << 28) - 1;
    private static final JsonMapper MAPPER = Json.trees(MAX_BYTES)
            .rebuild()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private PythonJson() {}

    /** Objects become maps in their order, arrays lists, numbers keep every digit. */
    public static @Nullable Object read(byte[] json, int offset, int length) {
        try {
            return MAPPER.readValue(json, offset, length, Object.class);
        } catch (java.io.IOException e) {
            throw new ExpressionFault("a nested value is no JSON");
        }
    }

    static @Nullable Object loads(String json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new ExpressionFault("json.loads is given a string that is no JSON");
        }
    }

    /** Whether Python takes the value for true. */
    public static boolean isTrue(@Nullable Object value) {
        return Values.isTrue(value);
    }

    /** As json.dumps: blanks after commas and colons, ASCII only. */
    static String dumps(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, ", ", ": ", true, text);
        return text.toString();
    }

    /** Without a blank. */
    public static void write(@Nullable Object value, StringBuilder text) {
        write(value, ",", ":", false, text);
    }

    private static void write(@Nullable Object value, String comma, String colon, boolean isAscii, StringBuilder text) {
        if (value instanceof String string) {
            quote(string, isAscii, text);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : comma);
                write(list.get(i), comma, colon, isAscii, text);
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(separator);
                separator = comma;
                quote(key(entry.getKey()), isAscii, text);
                text.append(colon);
                write(entry.getValue(), comma, colon, isAscii, text);
            }
            text.append('}');
        } else if (value instanceof Moment moment) {
            quote(moment.isoFormat("T"), isAscii, text);
        } else if (value instanceof LocalDate date) {
            quote(date.toString(), isAscii, text);
        } else {
            throw new ExpressionFault("%s is no value of a column%s"
                    .formatted(
                            Values.kind(value),
                            value instanceof java.time.Duration ? "; write x.total_seconds()" : ""));
        }
    }

    private static String key(@Nullable Object key) {
        if (key instanceof String text) {
            return text;
        }
        if (key == null || key instanceof Boolean || key instanceof Number) {
            return String.valueOf(key);
        }
        throw new ExpressionFault("%s is no name of a property in JSON".formatted(Values.kind(key)));
    }

    private static void quote(String string, boolean isAscii, StringBuilder text) {
        text.append('"');
        int begin = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (isEscaped(c, isAscii)) {
                text.append(string, begin, i);
                escape(c, text);
                begin = i + 1;
            }
        }
        text.append(string, begin, string.length()).append('"');
    }

    private static boolean isEscaped(char c, boolean isAscii) {
        return c < ' ' || c == '"' || c == '\\' || (isAscii && c > '~') || Character.isSurrogate(c);
    }

    private static void escape(char c, StringBuilder text) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            default -> text.append("\\u%04x".formatted((int) c));
        }
    }
}
