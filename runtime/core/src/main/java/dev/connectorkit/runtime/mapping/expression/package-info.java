/** The text of a stream map's expression comes in; an expression goes out that is evaluated against a record. */
@NullMarked
package dev.connectorkit.runtime.mapping.expression;

import org.jspecify.annotations.NullMarked;
