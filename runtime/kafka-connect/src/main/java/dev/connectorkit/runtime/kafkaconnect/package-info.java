/** A connector comes in, found by the service loader; a sink connector of Kafka Connect goes out. */
@NullMarked
package dev.connectorkit.runtime.kafkaconnect;

import org.jspecify.annotations.NullMarked;
