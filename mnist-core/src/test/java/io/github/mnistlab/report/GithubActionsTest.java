package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.result.SampleResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubActionsTest {
    @TempDir
    private Path directory;

    @Test
    void everyGateThatIsNotPassedIsAnnotatedAtItsLine() {
        Fixture fixture = Fixture.of(SampleResults.TWO_VARIANTS + """
                gates:
                  - {metric: accuracy, variant: baseline, atLeast: 0.5}
                  - {metric: accuracy, variant: baseline, atLeast: 0.99}
                  - {metric: accuracy, variant: smote, atLeast: 0.9}
                  - {metric: accuracy, variant: smote, notBelow: accepted}
                """, run -> SampleResults.evaluation(900, 1000));

        List<String> annotations = new GithubActions(Map.of(
                        "GITHUB_WORKSPACE", directory.resolve("elsewhere").toString()))
                .annotations(fixture.verdicts(), directory);
        List<String> below = new GithubActions(Map.of("GITHUB_WORKSPACE", directory.toString()))
                .annotations(fixture.verdicts(), directory.resolve("module"));

        assertThat(annotations).hasSize(2);
        assertThat(annotations.get(0))
                .startsWith("::error file=experiments/sample.yaml,line=12,col=5,title=sample%3A gate FAIL::accuracy of"
                        + " baseline at least 0.99: 0.9000 (900 of 1,000); 95 %25 bounds: 0.")
                .doesNotContain("\n");
        assertThat(annotations.get(1))
                .startsWith("::warning file=experiments/sample.yaml,line=13,col=5,title=sample%3A gate inconclusive::");
        assertThat(below.get(0)).startsWith("::error file=module/experiments/sample.yaml,line=12,");
    }

    @Test
    void knowsThePageOfTheRunWhereItIsOne() {
        Map<String, String> there = Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_SERVER_URL", "https://github.example",
                "GITHUB_REPOSITORY", "ada/digits",
                "GITHUB_RUN_ID", "42");
        assertThat(new GithubActions(there).runPage()).contains("https://github.example/ada/digits/actions/runs/42");

        Map<String, String> odd = new HashMap<>(there);
        odd.put("GITHUB_RUN_ID", "42) [x](javascript:x");
        assertThat(new GithubActions(odd).runPage()).isEmpty();
        assertThat(new GithubActions(Map.of()).runPage()).isEmpty();
    }

    @Test
    void theSummaryIsAddedToThatOfTheStep() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "## sample\n");
        Path step = Files.writeString(directory.resolve("step.md"), "before\n");

        new GithubActions(Map.of("GITHUB_STEP_SUMMARY", step.toString())).addToStepSummary(summary);
        new GithubActions(Map.of()).addToStepSummary(summary);
        new GithubActions(Map.of("GITHUB_STEP_SUMMARY", "")).addToStepSummary(summary);

        assertThat(step).hasContent("before\n## sample\n\n");
    }

    @Test
    void aSummaryThatCannotBeWrittenIsToldWithItsReason() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "## sample\n");
        Path missing = directory.resolve("missing/step.md");

        assertThat(new GithubActions(Map.of("GITHUB_STEP_SUMMARY", missing.toString())).addToStepSummary(summary))
                .contains("The step's summary, which GITHUB_STEP_SUMMARY names, cannot be written: " + missing
                        + ": No such file or folder");
        assertThat(new GithubActions(Map.of("GITHUB_STEP_SUMMARY", directory.toString())).addToStepSummary(summary))
                .isPresent();
        assertThat(new GithubActions(Map.of("GITHUB_STEP_SUMMARY", "a\0b")).addToStepSummary(summary))
                .isPresent();
    }

    @Test
    void aSummaryThatGithubWouldRefuseIsLeftOut() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "x".repeat(600 * 1024));
        Path step = directory.resolve("step.md");
        GithubActions github = new GithubActions(Map.of("GITHUB_STEP_SUMMARY", step.toString()));

        github.addToStepSummary(summary);
        github.addToStepSummary(summary);

        assertThat(Files.size(step)).isEqualTo(600 * 1024 + 1);
    }

    @Test
    void knowsWhereItIs() {
        assertThat(new GithubActions(Map.of("GITHUB_ACTIONS", "true")).isHere()).isTrue();
        assertThat(new GithubActions(Map.of()).isHere()).isFalse();
    }
}
