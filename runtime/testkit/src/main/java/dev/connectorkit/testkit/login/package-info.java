/** A URL or a connector's settings in; where a database server is and who enters it out. */
@NullMarked
package dev.connectorkit.testkit.login;

import org.jspecify.annotations.NullMarked;
