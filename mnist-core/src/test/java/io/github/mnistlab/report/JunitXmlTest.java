package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.result.SampleResults;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** Held against Surefire's own schema, which comes out of its source archive, and its own reader. */
class JunitXmlTest {
    static Stream<Fixture> fixtures() {
        return Stream.of(
                Fixture.oneGateMissed(),
                Fixture.threeSeeds(),
                Fixture.withoutGates(),
                Fixture.unsound(),
                Fixture.described(""),
                Fixture.described("]]> <a b='\"&quot;'> \u0000\u0008\u001b\ufffe\uffff\ud800 \ud83d\ude00"),
                withStatus(VerdictStatus.INCONCLUSIVE),
                withStatus(VerdictStatus.NOT_JUDGED));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void isValidBySurefiresSchema(Fixture fixture) throws Exception {
        schema().newValidator().validate(new StreamSource(new StringReader(xml(fixture))));
    }

    @Test
    void theSchemaDoesRefuse() {
        String broken = xml(Fixture.oneGateMissed()).replace(" tests=\"2\"", "");

        assertThatThrownBy(() -> schema().newValidator().validate(new StreamSource(new StringReader(broken))))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("tests");
    }

    @Test
    void aGateIsATestCase() throws Exception {
        ReportTestSuite suite = read(Fixture.oneGateMissed());

        assertThat(suite.getFullClassName()).isEqualTo("sample");
        assertThat(suite.getNumberOfTests()).isEqualTo(2);
        assertThat(suite.getNumberOfFailures()).isEqualTo(1);
        assertThat(suite.getNumberOfErrors()).isZero();
        assertThat(suite.getNumberOfSkipped()).isZero();
        assertThat(suite.getTimeElapsed()).isEqualTo(139.75f);
        assertThat(suite.getTestCases())
                .extracting(ReportTestCase::getName)
                .containsExactly(
                        "accuracy of baseline at least 0.98",
                        "min(recall) of smote not below baseline by more than 0.001");
        assertThat(suite.getTestCases())
                .extracting(ReportTestCase::getClassName)
                .containsOnly("sample");
        ReportTestCase passed = suite.getTestCases().get(0);
        assertThat(passed.isSuccessful()).isTrue();
        ReportTestCase missed = suite.getTestCases().get(1);
        assertThat(missed.hasFailure()).isTrue();
        assertThat(missed.getFailureMessage()).endsWith("a difference of -0.0110; short by 10 rows");
        assertThat(missed.getFailureDetail())
                .startsWith("min(recall) of smote not below baseline by more than 0.001: 0.9700")
                .endsWith("at experiments/sample.yaml:12:5");
    }

    @Test
    void anExperimentWithoutGatesIsSeenToHaveRun() throws Exception {
        ReportTestSuite suite = read(Fixture.withoutGates());

        assertThat(suite.getNumberOfTests()).isEqualTo(1);
        assertThat(suite.getTestCases()).singleElement().satisfies(test -> {
            assertThat(test.isSuccessful()).isTrue();
            assertThat(test.getName()).isEqualTo("all 2 runs finished");
            assertThat(test.getTime()).isEqualTo(139.75f);
        });
    }

    @ParameterizedTest
    @MethodSource("undecided")
    void undecidedGatesAreSkippedTests(VerdictStatus status) throws Exception {
        ReportTestSuite suite = read(withStatus(status));

        assertThat(suite.getNumberOfTests()).isEqualTo(2);
        assertThat(suite.getNumberOfSkipped()).isEqualTo(2);
        assertThat(suite.getNumberOfFailures()).isZero();
        assertThat(suite.getTestCases()).allSatisfy(test -> {
            assertThat(test.hasSkipped()).isTrue();
            assertThat(test.getFailureMessage()).startsWith(status + ": 0.9");
        });
    }

    static Stream<VerdictStatus> undecided() {
        return Stream.of(VerdictStatus.INCONCLUSIVE, VerdictStatus.NOT_JUDGED);
    }

    @Test
    void measuredValuesAndWarningsAreTheOutput() {
        assertThat(xml(Fixture.oneGateMissed())).contains("<system-out>0.9819 (9,819 of 10,000)</system-out>");
        assertThat(xml(Fixture.unsound()))
                .containsPattern(
                        "<system-out>0\\.8[0-9]+\nWARNING: Variant more trains on from the weights of baseline,");
    }

    @Test
    void charactersThatXmlCannotHoldAreLeftOut() throws Exception {
        String xml = xml(Fixture.described("a\u0000\u0008b \"<&>\" \ud83d\ude00\ud800"));

        assertThat(xml).contains("value=\"a b &quot;&lt;&amp;&gt;&quot; \ud83d\ude00\"");
        assertThat(new String(xml.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(xml);
    }

    private static Fixture withStatus(VerdictStatus status) {
        Fixture fixture = Fixture.of(SampleResults.TWO_VARIANTS + """
                        gates:
                          - {metric: accuracy, variant: baseline, atLeast: 0.5, confidence: none}
                          - {metric: accuracy, variant: smote, atLeast: 0.5, confidence: none}
                        """, run -> SampleResults.evaluation(900, 1000));
        List<Verdict> verdicts = fixture.verdicts().stream()
                .map(verdict -> new Verdict(
                        verdict.experiment(),
                        verdict.gate(),
                        status,
                        status == VerdictStatus.FAIL,
                        verdict.requirement(),
                        verdict.measured(),
                        "",
                        "",
                        "",
                        null))
                .toList();
        return new Fixture(
                new Judgement(fixture.result(), verdicts, fixture.judgement().intervals(), null, List.of()));
    }

    private static String xml(Fixture fixture) {
        return JunitXml.of(fixture.result(), fixture.verdicts());
    }

    private static ReportTestSuite read(Fixture fixture) throws Exception {
        byte[] bytes = xml(fixture).getBytes(StandardCharsets.UTF_8);
        List<ReportTestSuite> suites = new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
        assertThat(suites).hasSize(1);
        return suites.get(0);
    }

    private static Schema schema() throws SAXException, IOException {
        String version = System.getProperty("surefire.version.tested");
        URL schema = JunitXmlTest.class.getResource(
                "/surefire-" + version + "/maven-surefire-plugin/src/site/resources/xsd/surefire-test-report.xsd");
        assertThat(schema).as("Surefire's source archive on the class path").isNotNull();
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema);
    }
}
