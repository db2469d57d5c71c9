/** A system to load into: its settings go out to the connector, what was loaded comes back as typed rows. */
@NullMarked
package dev.connectorkit.testkit.destination;

import org.jspecify.annotations.NullMarked;
