/** Bytes of Singer input come in; messages go out, each byte tokenised once. */
@NullMarked
package dev.connectorkit.runtime.message;

import org.jspecify.annotations.NullMarked;
