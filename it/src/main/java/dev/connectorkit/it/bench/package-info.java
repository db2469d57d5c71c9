/** Packaged connectors come in; how fast they load beside what the machine allows goes out. */
@NullMarked
package dev.connectorkit.it.bench;

import org.jspecify.annotations.NullMarked;
