package dev.connectorkit.runtime.schema;

/** A schema that cannot be compiled; {@link SchemaCompiler} adds the place. */
final class SchemaProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaProblem(String message) {
        super(message);
    }
}
