package dev.connectorkit.runtime.schema;

/** How a string stands for bytes (the keyword {@code contentEncoding} of JSON Schema; RFC 4648). */
public enum ContentEncoding {
    BASE16,
    BASE64
}
