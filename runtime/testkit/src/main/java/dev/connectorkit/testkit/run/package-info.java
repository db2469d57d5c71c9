/** A configuration and an input go into the connector under test; its exit, states and errors come out. */
@NullMarked
package dev.connectorkit.testkit.run;

import org.jspecify.annotations.NullMarked;
