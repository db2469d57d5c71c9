/** In: a packaged connector and the class path of the conformance suite. Out: the suite's verdict, from a JVM of its own. */
@NullMarked
package dev.connectorkit.generator.suite;

import org.jspecify.annotations.NullMarked;
