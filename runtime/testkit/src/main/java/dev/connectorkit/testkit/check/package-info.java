/** What was expected and what was found come in; findings, expected and found side by side, go out. */
@NullMarked
package dev.connectorkit.testkit.check;

import org.jspecify.annotations.NullMarked;
