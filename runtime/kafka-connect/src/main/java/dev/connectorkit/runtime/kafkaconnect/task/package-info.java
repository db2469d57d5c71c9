/** What a worker calls comes in; a session is driven by it, and the offsets that are covered go back. */
@NullMarked
package dev.connectorkit.runtime.kafkaconnect.task;

import org.jspecify.annotations.NullMarked;
