/** Kafka's records come in; Singer messages go to a session, a stream's SCHEMA before its rows. */
@NullMarked
package dev.connectorkit.runtime.kafkaconnect.record;

import org.jspecify.annotations.NullMarked;
