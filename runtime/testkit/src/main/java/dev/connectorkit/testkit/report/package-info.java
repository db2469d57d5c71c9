/** Results of cases come in; a line each, JUnit XML and a page for people go out. */
@NullMarked
package dev.connectorkit.testkit.report;

import org.jspecify.annotations.NullMarked;
