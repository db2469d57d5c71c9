/**
 * What an author starts: a connector comes in as a class or as a command, and the suite's verdict goes out. Also fakes for
 * tests of what drives a target.
 */
@NullMarked
package dev.connectorkit.testkit;

import org.jspecify.annotations.NullMarked;
