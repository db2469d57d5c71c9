package dev.connectorkit.generator.descriptor;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a connector.yaml: its YAML strictly, its shape against the JSON Schema. Safe for threads. */
public final class DescriptorReader {
    private final DescriptorSchema schema = new DescriptorSchema();

    /** The settings of the runtime's that a descriptor can refer to. */
    public RuntimeSettings runtimeSettings() {
        return schema.runtimeSettings();
    }

    /**
     * Gives what can be read of the file, and what is wrong with the rest.
     *
     * @throws InvalidDescriptorException if there is no such file, or it is not text
     */
    public Descriptor read(Path file) {
        String name = file.getFileName().toString();
        return read(name, text(file, name));
    }

    /** The same for a text that was read already; {@code file} is its name in messages. */
    public Descriptor read(String file, String text) {
        YamlDocument document = new YamlReader(file).read(text);
        if (document.root().isEmpty() && !document.problems().isEmpty()) {
            return new DescriptorTree(document, Set.of()).descriptor(document.problems());
        }
        DescriptorSchema.ShapeCheck shape = schema.check(document);
        List<Problem> problems = new ArrayList<>(document.problems());
        problems.addAll(shape.problems());
        Set<JsonPointer> unusable = new HashSet<>(document.unclear());
        unusable.addAll(shape.unusable());
        return new DescriptorTree(document, unusable).descriptor(problems);
    }

    private static String text(Path file, String name) {
        try {
            return decoded(Files.readAllBytes(file), name);
        } catch (NoSuchFileException e) {
            throw new InvalidDescriptorException(List.of(new Problem(
                    name,
                    Place.START,
                    "(file)",
                    "there is no such file in " + file.toAbsolutePath().getParent())));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be read", e);
        }
    }

    private static String decoded(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            throw new InvalidDescriptorException(List.of(new Problem(
                    name, Place.after(text.toString()), "(file)", "is not UTF-8 from here on; save it as UTF-8")));
        }
        return text.length() > 0 && text.charAt(0) == '\uFEFF'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }
}
