package dev.connectorkit.runtime.cli;

import dev.connectorkit.runtime.cli.internal.ProcessLog;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the process's standard error is. */
final class StandardError {
    private static final Logger LOG = LoggerFactory.getLogger(StandardError.class);

    private StandardError() {}

    /**
     * Whether a person reads there, and lines of text. {@link System#console()} does not say: it is none as soon as the
     * input is a pipe, as a target's always is; so this asks the command that POSIX has for it.
     */
    static boolean isTerminal() {
        if (ProcessLog.isJson() || !ProcessLog.isInstalled()) {
            return false;
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor() == 0;
        } catch (IOException e) {
            LOG.debug("standard error is taken for no terminal", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
