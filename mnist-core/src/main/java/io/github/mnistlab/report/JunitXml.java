package io.github.mnistlab.report;

import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.result.ExperimentResult;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Verdicts as test results, so that CI systems show them: an experiment is a test suite, a gate a test case. Valid by
 * Surefire's schema, which CI systems take as the form of JUnit's results.
 */
final class JunitXml {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";
    private static final String SCHEMA_VERSION = "3.0.2";

    private final ExperimentResult result;
    private final XMLStreamWriter xml;

    private JunitXml(ExperimentResult result, XMLStreamWriter xml) {
        this.result = result;
        this.xml = xml;
    }

    static String of(ExperimentResult result, List<Verdict> verdicts) {
        StringWriter text = new StringWriter();
        try {
            // Not newInstance(): what else lies on the class path must not decide the bytes.
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(result, xml).write(verdicts);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a StringWriter takes everything, but: " + e.getMessage(), e);
        }
        return text.toString();
    }

    private void write(List<Verdict> verdicts) throws XMLStreamException {
        double seconds = result.runs().stream()
                .mapToDouble(run -> ResultTables.totalSeconds(run.outcome()))
                .sum();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeNamespace("xsi", XSI);
        xml.writeAttribute("xsi", XSI, "noNamespaceSchemaLocation", SCHEMA);
        attribute("version", SCHEMA_VERSION);
        attribute("name", result.name());
        attribute("time", time(seconds));
        attribute("timestamp", result.started());
        attribute("tests", Integer.toString(Math.max(1, verdicts.size())));
        attribute("errors", "0");
        attribute(
                "skipped",
                Long.toString(verdicts.stream().filter(JunitXml::isSkipped).count()));
        attribute(
                "failures",
                Long.toString(verdicts.stream().filter(Verdict::failsBuild).count()));
        if (result.description() != null && !result.description().isBlank()) {
            property("description", result.description());
        }
        if (verdicts.isEmpty()) {
            // Else an experiment without gates would not be seen at all.
            startCase(finished(), seconds);
            systemOut("The experiment has no gates.");
            end();
        }
        for (Verdict verdict : verdicts) {
            write(verdict);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private String finished() {
        int runs = result.runs().size();
        int missing = result.notApplicable().size();
        if (missing > 0) {
            return runs + " of " + (runs + missing) + " runs finished, " + missing + " not applicable";
        }
        return runs == 1 ? "its run finished" : "all " + runs + " runs finished";
    }

    private void write(Verdict verdict) throws XMLStreamException {
        startCase(verdict.requirement(), 0);
        String message = PlainText.oneLine(verdict.finding());
        if (verdict.failsBuild()) {
            startDetail("failure", message);
            attribute(
                    "type",
                    verdict.status() == VerdictStatus.FAIL
                            ? "gate"
                            : verdict.status().toString());
            xml.writeCharacters(PlainText.oneLine(verdict.sentence()) + "\n"
                    + PlainText.oneLine("at " + verdict.gate().location()));
            xml.writeEndElement();
        } else if (isSkipped(verdict)) {
            startDetail("skipped", verdict.status() + ": " + message);
            xml.writeEndElement();
        }
        systemOut(message);
        end();
    }

    /** What is neither held nor missed would else look as if it had been held. */
    private static boolean isSkipped(Verdict verdict) {
        return verdict.status() != VerdictStatus.PASS && !verdict.failsBuild();
    }

    private void startCase(String name, double seconds) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("name", name);
        attribute("classname", result.name());
        attribute("time", time(seconds));
    }

    private void startDetail(String element, String message) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement(element);
        attribute("message", message);
    }

    /** What was found, and the warnings, without which no output is to be read. */
    private void systemOut(String found) throws XMLStreamException {
        StringBuilder out = new StringBuilder(found);
        for (String warning : result.warnings()) {
            out.append("\nWARNING: ").append(PlainText.oneLine(warning));
        }
        xml.writeCharacters("\n    ");
        xml.writeStartElement("system-out");
        xml.writeCharacters(out.toString());
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("properties");
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
        end();
    }

    private void end() throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, PlainText.oneLine(value));
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
