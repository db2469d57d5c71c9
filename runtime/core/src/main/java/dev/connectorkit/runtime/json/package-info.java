/** Bytes of JSON come in; where its values begin and end goes out, without a parser and without objects. */
@NullMarked
package dev.connectorkit.runtime.json;

import org.jspecify.annotations.NullMarked;
