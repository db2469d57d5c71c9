package dev.connectorkit.runtime.state;

/** What is emitted once states are covered. */
public enum StateMode {
    /** The newest covered state, as the tap sent it. */
    WHOLE,
    /** The bookmarks of all states covered since the last emission, merged key by key, later over earlier. */
    BOOKMARKS
}
