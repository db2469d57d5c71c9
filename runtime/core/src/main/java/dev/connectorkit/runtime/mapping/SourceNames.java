package dev.connectorkit.runtime.mapping;

import dev.connectorkit.runtime.mapping.expression.Names;
import dev.connectorkit.runtime.mapping.expression.PythonJson;
import dev.connectorkit.runtime.schema.StreamRecord;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What expressions can name: the properties of the record at hand, and the names of the Singer SDK. */
final class SourceNames implements Names {
    static final String RECORD = "record";
    static final String RECORD_SHORT = "_";
    static final String SELF = "self";
    static final Set<String> ALWAYS =
            Set.of(RECORD, RECORD_SHORT, "config", "__stream_name__", "__original_stream_name__");

    private static final int NO_PROPERTY = -1;

    private final StreamSchema source;
    private final String loadedAs;
    private final Map<?, ?> config;
    private final Map<Object, Object> whole = new RecordMap();
    private @Nullable StreamRecord record;
    private int self = NO_PROPERTY;

    SourceNames(StreamSchema source, String loadedAs, Map<?, ?> config) {
        this.source = source;
        this.loadedAs = loadedAs;
        this.config = config;
    }

    /** From here on names mean this record. */
    void use(StreamRecord next) {
        record = next;
        self = NO_PROPERTY;
    }

    /** What {@code self} means: the property at that position, if it is one. */
    void self(int position) {
        self = position;
    }

    @Override
    public boolean has(String name) {
        return ALWAYS.contains(name)
                || (name.equals(SELF) && self != NO_PROPERTY)
                || (source.position(name).isPresent() && name.indexOf('.') < 0);
    }

    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case RECORD, RECORD_SHORT -> whole;
            case "config" -> config;
            case "__stream_name__" -> loadedAs;
            case "__original_stream_name__" -> source.name();
            default -> name.equals(SELF) && self != NO_PROPERTY ? value(self) : property(name);
        };
    }

    /** JEXL asks for {@code a.b} as one name too where a is null, so a property of such a name is read from the record only. */
    private @Nullable Object property(String name) {
        return name.indexOf('.') < 0 && source.position(name).isPresent() ? value(source.requirePosition(name)) : null;
    }

    private @Nullable Object value(int position) {
        StreamRecord current = Objects.requireNonNull(record, "record");
        return current.kind(position) == ValueKind.JSON
                ? PythonJson.read(current.data(), current.offset(position), current.length(position))
                : current.value(position);
    }

    /** The record as a map that decodes what it is asked for. */
    private final class RecordMap extends AbstractMap<Object, Object> {
        @Override
        public @Nullable Object get(@Nullable Object name) {
            return name instanceof String property && source.position(property).isPresent()
                    ? value(source.requirePosition(property))
                    : null;
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return name instanceof String property
                    && source.position(property).isPresent()
                    && !Objects.requireNonNull(record, "record").isAbsent(source.requirePosition(property));
        }

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            Map<Object, Object> values = new LinkedHashMap<>();
            source.properties().forEach(property -> {
                if (containsKey(property.name())) {
                    values.put(property.name(), get(property.name()));
                }
            });
            return values.entrySet();
        }
    }
}
