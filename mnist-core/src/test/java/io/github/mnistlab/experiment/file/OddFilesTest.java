package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what editors, git and habit leave in a file, the message says what it is and what to write. */
class OddFilesTest {
    private static final String HEAD = "name: test\ndataset: {source: mnist}\n";

    @Test
    void aMergeConflictIsCalledOne() {
        assertThat(Yaml.faults(HEAD + """
                <<<<<<< HEAD
                model: {hidden: [8]}
                =======
                model: {hidden: [16]}
                >>>>>>> feature
                training: {epochs: none}
                """))
                .containsExactly("3:1: a merge conflict that is not resolved; it ends at line 7. To keep one side:"
                        + " git checkout --ours -- test.yaml, or git checkout --theirs -- test.yaml");
    }

    @Test
    void aConflictWithTheCommonAncestorAndWindowsLinesIsOneToo() {
        String conflict = "<<<<<<< ours\na: 1\n||||||| base\na: 0\n=======\na: 2\n>>>>>>> theirs\n";

        assertThat(Yaml.faults(conflict.replace("\n", "\r\n")))
                .singleElement()
                .asString()
                .startsWith("1:1: a merge conflict that is not resolved; it ends at line 7.");
    }

    @Test
    void linesOfEqualSignsAreNoConflict() {
        assertThat(Yaml.faults("# =======\n" + HEAD + "description: |\n  <<<<<<< a\n  =======\n  >>>>>>> b\n"))
                .isEmpty();
    }

    @Test
    void anInvisibleCharacterInAKeyIsNamed() {
        assertThat(Yaml.faults(HEAD + "\u00a0model: {hidden: [8]}\ntraining: {epo\u200bchs: 3}\n"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "3:1: unknown field \"\\u00a0model\"; it has a no-break space (U+00A0), write"
                                                + " \"model\" (allowed: "),
                        second -> assertThat(second)
                                .startsWith("4:12: training: unknown field \"epo\\u200bchs\"; it has a zero width space"
                                        + " (U+200B), write \"epochs\" (allowed: "));
    }

    @Test
    void anInvisibleCharacterInAValueIsNamed() {
        assertThat(Yaml.faults(HEAD + "model: {activation: relu\u00a0}\nvariants: {\u00a0a: {}}\n"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("3:21: model.activation: found the text \"relu\\u00a0\", but allowed is")
                                .endsWith("; it has a no-break space (U+00A0), write \"relu\""),
                        second -> assertThat(second)
                                .startsWith("4:12: variants: found the name \"\\u00a0a\", but allowed is")
                                .endsWith("; it has a no-break space (U+00A0), write \"a\""));
    }

    @Test
    void anInvisibleCharacterThatBreaksTheSyntaxIsNamed() {
        assertThat(Yaml.faults("name:\u00a0test\ndataset: {source: mnist}\n"))
                .singleElement()
                .asString()
                .contains("not valid YAML: ")
                .endsWith("; line 1 has a no-break space (U+00A0) at column 6, write an ordinary blank");
    }

    @ParameterizedTest
    @CsvSource({"2024", "1.10", "true", "0x10", "1e3"})
    void aNameThatYamlTakesForSomethingElseIsToBeQuoted(String name) {
        assertThat(Yaml.faults("name: " + name + "\ndataset: {source: mnist}\nepochs: 3\n"))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("1:7: name: found ")
                                .endsWith("; write it in quotes, \"" + name + "\""),
                        second -> assertThat(second).startsWith("3:1: unknown field \"epochs\""));
    }

    @Test
    void aQuotedNameOfDigitsIsAName() throws InvalidExperimentException {
        assertThat(Yaml.read("name: \"1.10\"\ndataset: {source: mnist}\n", "1.10")
                        .name())
                .isEqualTo("1.10");
    }

    @Test
    void aQuotedNumberIsToBeWrittenWithoutQuotes() {
        assertThat(Yaml.faults(HEAD + "seeds: \"5\"\n"))
                .singleElement()
                .asString()
                .endsWith("; write it without quotes, 5");
    }

    @Test
    void bracketsThatNeedQuotesAreToldWithEveryOtherFault() {
        assertThat(Yaml.faults(HEAD + """
                gates:
                  - {metric: recall[8], variant: baseline, atLeast: 1.5}
                  - {variant: base, metric: f1[10], atLeast: 0.5}
                matrix: {axes: {model.dropout: [0, 0.1]}, metrics: [recall[8], accuracy]}
                modle: {}
                """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo("4:14: between braces, a word with brackets stands in quotes; write"
                                        + " \"recall[8]\""),
                        fault -> assertThat(fault)
                                .startsWith("4:34: gates[0].variant: there is no variant \"baseline\""),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "4:53: gates[0].atLeast: found the number 1.5, but allowed for recall[8] is a number from"
                                                + " 0 to 1; did you mean 0.015?"),
                        fault -> assertThat(fault).startsWith("5:15: gates[1].variant: there is no variant \"base\""),
                        fault -> assertThat(fault)
                                .isEqualTo("5:29: between braces, a word with brackets stands in quotes; write"
                                        + " \"f1[10]\""),
                        fault -> assertThat(fault).startsWith("5:29: gates[1].metric: found the text \"f1[10]\""),
                        fault -> assertThat(fault)
                                .isEqualTo("6:53: between braces, a word with brackets stands in quotes; write"
                                        + " \"recall[8]\""),
                        fault -> assertThat(fault).startsWith("7:1: unknown field \"modle\"; did you mean \"model\"?"));
    }

    @Test
    void otherBracketsAreAFaultOfSyntaxStill() {
        assertThat(Yaml.faults(HEAD + "model: {hidden: 8[, dropout: 0}\n"))
                .singleElement()
                .asString()
                .startsWith("3:18: not valid YAML: expected ',' or '}', but got [");
    }
}
