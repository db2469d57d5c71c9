/** What can go wrong, grouped by what the caller does about it; every failure leaves here with a code and an exit status. */
@NullMarked
package dev.connectorkit.runtime.error;

import org.jspecify.annotations.NullMarked;
