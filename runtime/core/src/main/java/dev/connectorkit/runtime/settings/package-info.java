/** A configuration as JSON comes in; a checked, complete {@link dev.connectorkit.runtime.settings.Settings} goes out. */
@NullMarked
package dev.connectorkit.runtime.settings;

import org.jspecify.annotations.NullMarked;
