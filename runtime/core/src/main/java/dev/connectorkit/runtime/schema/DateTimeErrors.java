package dev.connectorkit.runtime.schema;

/** What becomes of a date, a time or a date-time that is none or that no calendar holds. */
public enum DateTimeErrors {
    /** The record is invalid. */
    ERROR,
    /** The value becomes null. */
    NULL,
    /** A value before the year 1 becomes the first moment of it, one past 9999 the last; others make the record invalid. */
    CLAMP
}
