/** Cases, a connector and what is known of it come in; each case's result goes out. */
@NullMarked
package dev.connectorkit.testkit.suite;

import org.jspecify.annotations.NullMarked;
