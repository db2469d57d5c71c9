/** Log events come in; lines on one of the process's streams go out. Public for SLF4J's sake only, no API. */
@NullMarked
package dev.connectorkit.runtime.cli.internal;

import org.jspecify.annotations.NullMarked;
