/** The command line: arguments and standard input come in; a run of the session and an exit status go out. */
@NullMarked
package dev.connectorkit.runtime.cli;

import org.jspecify.annotations.NullMarked;
