package dev.connectorkit.generator.descriptor;

/**
 * Where something stands in a descriptor.
 *
 * @param line   the line, from 1
 * @param column the character in that line, from 1
 */
public record Place(int line, int column) {
    static final Place START = new Place(1, 1);

    /** Where the text goes on. */
    static Place after(String text) {
        int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
        return new Place(line, text.length() - text.lastIndexOf('\n'));
    }
}
