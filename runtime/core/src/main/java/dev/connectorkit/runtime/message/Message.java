package dev.connectorkit.runtime.message;

/** One line of Singer input. These five are all; {@link MessageReader} refuses any other {@code type}. */
public sealed interface Message
        permits SchemaMessage, RecordMessage, StateMessage, ActivateVersionMessage, BatchMessage {}
