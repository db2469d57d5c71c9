/** Folders of input and expectation come in; checked cases go out. */
@NullMarked
package dev.connectorkit.testkit.cases;

import org.jspecify.annotations.NullMarked;
