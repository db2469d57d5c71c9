package dev.connectorkit.generator.emit;

/** A file made of a specification. What may be done to one that is there already depends on its kind. */
public sealed interface GeneratedFile permits DerivedFile, SkeletonFile {
    /** With {@code /} between its parts, below a root that the kind says. */
    String path();

    /** The whole text, with {@code \n} line ends. */
    String text();
}
