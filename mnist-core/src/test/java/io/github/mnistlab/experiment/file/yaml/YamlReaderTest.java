package io.github.mnistlab.experiment.file.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.file.Yaml;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a YAML file may not contain is refused at its place, at once, and without anything being resolved. */
@Timeout(30)
class YamlReaderTest {
    private static List<String> faults(byte[] yaml) {
        Problems problems = new Problems("test.yaml");
        YamlReader.read(yaml, problems);
        return problems.sorted().stream()
                .map(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .toList();
    }

    private static List<String> faults(String yaml) {
        return faults(yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyNodeKnowsWhereItBegins() {
        YamlNode.Mapping root = (YamlNode.Mapping) Yaml.tree("""
                # a comment
                a: 1
                b:
                  - x
                  - {c: "quoted"}
                """).orElseThrow();

        assertThat(root.entry("b").orElseThrow().key()).isEqualTo(new YamlNode.Key(3, 1, "b"));
        YamlNode.Sequence list = (YamlNode.Sequence) root.get("b").orElseThrow();
        assertThat(list.line()).isEqualTo(4);
        assertThat(list.column()).isEqualTo(3);
        YamlNode.Mapping inner = (YamlNode.Mapping) list.items().get(1);
        assertThat(inner.line()).isEqualTo(5);
        assertThat(inner.column()).isEqualTo(5);
        assertThat(inner.get("c")).contains(new YamlNode.Scalar(5, 9, "quoted", false));
    }

    @Test
    void columnsCountCharactersNotUnits() {
        YamlNode.Mapping root = (YamlNode.Mapping) Yaml.tree("{\"😀ü\": 1}").orElseThrow();

        assertThat(root.get("😀ü").orElseThrow().column()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-3, 0.001",
        "1E3, 1E+3",
        "+1, 1",
        "-.5, -0.5",
        "1., 1",
        "010, 10",
        "0o10, 8",
        "0x1F, 31",
        "0.9750, 0.9750"
    })
    void numbersAreThoseOfTheCoreSchemaExactly(String text, BigDecimal value) {
        assertThat(new YamlNode.Scalar(1, 1, text, true).number()).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "1_000",
                "1:30",
                "0b1",
                "1e",
                "e1",
                ".",
                "+",
                "0x",
                "tRue",
                "2026-11-23",
                "nUll"
            })
    void whatOnlyOlderYamlTypesIsText(String text) {
        assertThat(new YamlNode.Scalar(1, 1, text, true).isText()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "~", "", "0.5", ".inf", ".nan"})
    void whatIsQuotedIsText(String text) {
        assertThat(new YamlNode.Scalar(1, 1, text, false).isText()).isTrue();
        assertThat(new YamlNode.Scalar(1, 1, text, true).isText()).isFalse();
    }

    @Test
    void byteOrderMarkIsTolerated() {
        assertThat(faults("\uFEFFa: 1\n")).isEmpty();
    }

    @Test
    void anchorsAliasesAndTagsAreRefusedEachAtItsPlace() {
        assertThat(faults("a: &x 1\nb: *x\nc: !!int 2\nd: !y {e: 1}\nf: ! g\n"))
                .containsExactly(
                        "1:4: the anchor &x is not allowed; write the value out",
                        "2:4: the alias *x is not allowed; write the value out",
                        "3:4: the tag \"tag:yaml.org,2002:int\" is not allowed; write the plain value instead",
                        "4:4: the tag \"!y\" is not allowed; write the plain value instead",
                        "5:4: the tag \"!\" is not allowed; write the plain value instead");
    }

    @Test
    void tagsCreateNothing() {
        assertThat(
                        faults(
                                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://x\"]]]]"))
                .hasSize(3)
                .allMatch(fault -> fault.contains("is not allowed"));
    }

    @Test
    void billionLaughsIsAFewProblems() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1) + "]\n");
        }
        assertThat(faults(yaml.toString())).hasSize(30 + 29 * 10);
    }

    @Test
    void duplicateKeysAreRefusedAtEveryLevel() {
        assertThat(faults("a: {b: 1, \"b\": 2}\nc: 1\na: 3\n"))
                .containsExactly(
                        "1:11: duplicate key \"b\"; it is already given at line 1, column 5",
                        "3:1: duplicate key \"a\"; it is already given at line 1, column 1");
    }

    @Test
    void keysAreWords() {
        assertThat(faults("{[a]: 1}")).containsExactly("1:2: a key must be a word, but a list was found");
    }

    @Test
    void oneDocumentIsAllThereIs() {
        assertThat(faults("---\na: 1\n")).isEmpty();
        assertThat(faults("a: 1\n---\nb: 2\n"))
                .containsExactly("2:1: a second document begins here; a file holds one experiment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n", "null", "~"})
    void anEmptyFileIsCalledSo(String yaml) {
        assertThat(faults(yaml)).containsExactly("1:1: the file is empty");
    }

    @Test
    void directivesAreRefused() {
        assertThat(faults("%YAML 1.1\n---\na: 1\n")).containsExactly("1:1: directives (%) are not allowed");
        assertThat(faults("%TAG ! tag:x,2000:\n---\na: 1\n")).containsExactly("1:1: directives (%) are not allowed");
    }

    @Test
    void deepNestingIsRefusedWithoutOverflow() {
        assertThat(faults("[".repeat(100_000))).containsExactly("1:33: nested more than 32 levels deep");
        assertThat(faults("{a: ".repeat(50_000))).hasSize(1).first().asString().contains("levels deep");
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(faults(block.toString())).containsExactly("33:33: nested more than 32 levels deep");
    }

    @Test
    void longInputIsRefused() {
        assertThat(faults("a: \"" + "x".repeat(1_000_000) + "\""))
                .containsExactly(
                        "1:1: the file is too long: more than the 262,144 bytes that an experiment file may have");
        assertThat(faults("#" + "x".repeat(YamlReader.MAX_BYTES - 6) + "\na: 1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-400", "1e301", "0e-999999", "1e99999999999999999999"})
    void numbersBeyondADoubleAreRefused(String number) {
        assertThat(faults("a: " + number))
                .containsExactly("1:4: the number \"" + number
                        + "\" is too long; allowed are 100 characters and magnitudes from 1e-300 to 1e300");
    }

    @Test
    void aQuarterOfAMillionDigitsAreNoWork() {
        assertThat(faults("a: 0x" + "f".repeat(200_000))).hasSize(1);
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(faults("a: " + "9".repeat(250_000))).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"0, U+0000", "7, U+0007", "27, U+001B", "127, U+007F", "133, U+0085", "8232, U+2028", "65279, U+FEFF"})
    void controlCharactersAreRefusedAtTheirPlace(int character, String name) {
        assertThat(faults("a: 1\r\nb: 😀" + Character.toString(character) + "x\n"))
                .containsExactly("2:5: the character " + name + " is not allowed in an experiment file");
    }

    @Test
    void whatIsNotUtf8IsRefusedAtItsPlace() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("a: 1\nbü: ".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFC);
        bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));

        assertThat(faults(bytes.toByteArray()))
                .containsExactly("2:5: the byte 0xFC is not UTF-8; save the file as UTF-8");
        assertThat(faults("a: 1".getBytes(StandardCharsets.UTF_16)))
                .hasSize(1)
                .first()
                .asString()
                .contains("UTF-8");
        assertThat(faults(new byte[] {'a', ':', ' ', (byte) 0xC3}))
                .containsExactly("1:4: the byte 0xC3 is not UTF-8; save the file as UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\n b: 2 | 2:3: not valid YAML: mapping values are not allowed here",
                "a: [1, 2 | 1:9: not valid YAML: expected ',' or ']', but got <stream end>, while parsing a flow sequence that begins at line 1, column 4",
                "a: 'x | 1:6: not valid YAML: found unexpected end of stream, while scanning a quoted scalar that begins at line 1, column 4",
                "a:\\n\\tb: 1 | 2:1: not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation), while scanning for the next token",
            })
    void syntaxErrorsAreOneSentenceWithTheirPlace(String yaml, String fault) {
        assertThat(faults(yaml.replace("\\n", "\n").replace("\\t", "\t"))).containsExactly(fault);
    }
}
