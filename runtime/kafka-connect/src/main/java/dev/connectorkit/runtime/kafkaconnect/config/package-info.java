/** A connector's settings and a worker's properties come in; Connect's configuration definition and checked settings go out. */
@NullMarked
package dev.connectorkit.runtime.kafkaconnect.config;

import org.jspecify.annotations.NullMarked;
