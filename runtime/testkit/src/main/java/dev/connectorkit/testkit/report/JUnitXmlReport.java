package dev.connectorkit.testkit.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as JUnit XML, the form that build servers read (attributes as surefire writes them). */
public final class JUnitXmlReport {
    private final SuiteReport report;

    public JUnitXmlReport(SuiteReport report) {
        this.report = report;
    }

    /** Writes {@code TEST-<connector>.xml} and gives its path. */
    public Path writeTo(Path folder) {
        Path file = folder.resolve("TEST-" + report.connector() + ".xml");
        try (Writer out = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            writeSuite(xml);
            xml.writeEndDocument();
            xml.close();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void writeSuite(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", report.connector());
        xml.writeAttribute("tests", Integer.toString(report.results().size()));
        xml.writeAttribute("failures", Long.toString(report.count(Verdict.Failed.class)));
        xml.writeAttribute("errors", Long.toString(report.count(Verdict.Broken.class)));
        long skipped = report.count(Verdict.NotApplicable.class) + report.count(Verdict.NotRun.class);
        xml.writeAttribute("skipped", Long.toString(skipped));
        xml.writeAttribute("time", SuiteReport.seconds(report.time()));
        for (CaseResult result : report.results()) {
            writeCase(xml, result);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void writeCase(XMLStreamWriter xml, CaseResult result) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "conformance." + report.connector());
        xml.writeAttribute("name", result.name());
        xml.writeAttribute("time", SuiteReport.seconds(result.time()));
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            writeText(xml, "failure", result.proves(), TextReport.of(failed.findings()));
        } else if (verdict instanceof Verdict.Broken broken) {
            writeText(xml, "error", "the suite could not do its part", broken.stackTrace());
        } else if (verdict instanceof Verdict.NotApplicable other) {
            writeText(xml, "skipped", "does not apply: " + other.reason(), "");
        } else if (verdict instanceof Verdict.NotRun other) {
            writeText(xml, "skipped", "not run: " + other.reason(), "");
        } else if (verdict instanceof Verdict.Passed passed
                && !passed.unchecked().isEmpty()) {
            writeOut(
                    xml,
                    passed.unchecked().stream()
                            .map(unchecked -> "not looked at: " + unchecked)
                            .toList());
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void writeText(XMLStreamWriter xml, String element, String message, String text)
            throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement(element);
        xml.writeAttribute("message", legal(message));
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private static void writeOut(XMLStreamWriter xml, List<String> lines) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(String.join("\n", lines)));
        xml.writeEndElement();
    }

    /** XML has no way to write most control characters and lone surrogates (XML 1.0, production 2). */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\n'
                                || c == '\r'
                                || c == '\t'
                                || (c >= ' ' && !Character.isSurrogate((char) c) && c < 0xFFFE)
                                || c > 0xFFFF
                        ? c
                        : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
