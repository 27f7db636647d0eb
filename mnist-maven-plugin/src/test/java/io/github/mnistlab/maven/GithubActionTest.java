package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.mnistlab.data.file.CacheDirectory;
import io.github.mnistlab.report.ReportFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composite action in this repository's root: what GitHub asks of it, what the goals offer, and the comment's script. */
class GithubActionTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SCRIPT = ROOT.resolve(".github/comment.sh");

    /** Stands for GitHub: tells what it was called with, and says which comment is there already. */
    private static final String GH = """
            #!/usr/bin/env bash
            echo "gh $*" >> "$CALLS"
            for argument in "$@"; do
              case "$argument" in
                body=@*) cat "${argument#body=@}" > "$POSTED" ;;
              esac
            done
            if [ "$1 $2" = "pr comment" ]; then cat "${@: -1}" > "$POSTED"; fi
            if [ "$1 $2" = "pr view" ]; then printf '%s' "$THERE"; fi
            exit "$GH_EXIT"
            """;

    private JsonNode action;
    private String text;

    @TempDir
    private Path project;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(ROOT.resolve("action.yml"));
        action = new YAMLMapper().readTree(text);
    }

    @Test
    void hasWhatGithubAsksOfACompositeAction() {
        assertThat(action.path("name").asText()).isNotBlank();
        assertThat(action.path("description").asText()).isNotBlank();
        assertThat(action.path("runs").path("using").asText()).isEqualTo("composite");
        assertThat(action.path("runs").path("steps"))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.has("uses") ^ (step.has("run") && step.has("shell")))
                        .as(step.toString())
                        .isTrue());
        assertThat(action.path("runs").path("steps"))
                .filteredOn(step -> step.has("uses"))
                .allSatisfy(step ->
                        assertThat(step.path("uses").asText()).matches("actions/(cache/(restore|save)|[a-z-]+)@v\\d+"));
        assertThat(action.path("inputs")).allSatisfy(input -> {
            assertThat(input.path("description").asText()).isNotBlank();
            assertThat(input.path("default").isTextual()).as(input.toString()).isTrue();
        });
    }

    @Test
    void everyInputIsUsedAndNoOther() {
        assertThat(found("inputs\\.([\\w-]+)", text)).isEqualTo(Set.copyOf(inputs()));
    }

    @Test
    void noInputIsPastedIntoAScript() {
        assertThat(action.path("runs").path("steps"))
                .allSatisfy(step -> assertThat(step.path("run").asText()).doesNotContain("${{"));
    }

    @Test
    void propertiesAreThoseOfTheGoals() throws Exception {
        Set<String> known = found(
                ">\\$\\{(mnist\\.[\\w.]+)}<", Files.readString(Path.of("target/classes/META-INF/maven/plugin.xml")));

        assertThat(known).contains("mnist.cacheDirectory");
        assertThat(known)
                .containsAll(found("-D(mnist\\.[\\w.]+)", text))
                .containsAll(
                        found("-D(mnist\\.[\\w.]+)", Files.readString(ROOT.resolve("docs/continuous-integration.md"))));
    }

    @Test
    void filesAreThoseThatAreWritten() {
        assertThat(found("target/mnist/\\*/([\\w.]+)", text))
                .contains(ReportFiles.SUMMARY, ReportFiles.VERDICTS)
                .isSubsetOf(ReportFiles.SUMMARY, ReportFiles.VERDICTS, "report.html", "result.json");
        assertThat(text).contains("target/mnist/" + ReportFiles.JUNIT + "/");
        assertThat(text).contains("~/.cache/" + CacheDirectory.standard().getFileName());
    }

    @Test
    void cacheAndReportsAreKeptWhereAGateWasMissedToo() {
        List<String> afterTheBuild = StreamSupport.stream(
                        action.path("runs").path("steps").spliterator(), false)
                .dropWhile(step -> !step.path("name").asText().equals("Experiments"))
                .skip(1)
                .map(step -> step.path("if").asText())
                .toList();

        assertThat(afterTheBuild).hasSize(3).allMatch(condition -> condition.startsWith("always()"));
    }

    @Test
    void theDocumentListsTheInputs() throws IOException {
        String rows = inputs().stream().map(this::row).collect(Collectors.joining("\n"));

        assertThat(Files.readString(ROOT.resolve("docs/continuous-integration.md")))
                .contains("\n" + rows + "\n\n");
    }

    private String row(String input) {
        JsonNode declared = action.path("inputs").path(input);
        String standard = declared.path("default").asText();
        return "| `" + input + "` | " + (standard.isEmpty() ? "" : "`" + standard + "`") + " | "
                + declared.path("description").asText() + " |";
    }

    @Test
    void aPullRequestGetsTheSummariesOfAllModules() throws Exception {
        summary("b/target/mnist/second/summary.md", "# second");
        summary("a/target/mnist/first/summary.md", "# first");

        Comment comment = comment("", 0);

        assertThat(comment.posted()).isEqualTo("<!-- mnist-lab: digits -->\n# first\n\n# second\n\n");
        assertThat(comment.calls()).contains("gh pr comment 17 --repo somebody/pets --body-file ");
    }

    @Test
    void theCommentThatIsThereIsBroughtUpToDate() throws Exception {
        summary("target/mnist/first/summary.md", "# first");

        Comment comment = comment("https://github.com/somebody/pets/pull/17#issuecomment-4711", 0);

        assertThat(comment.posted()).contains("# first");
        assertThat(comment.calls())
                .contains("viewerDidAuthor", "--method PATCH repos/somebody/pets/issues/comments/4711 ")
                .doesNotContain("gh pr comment");
    }

    @Test
    void aCommentIsNoLongerThanGithubTakes() throws Exception {
        summary("target/mnist/first/summary.md", "| é | 1 |\n".repeat(10_000));

        assertThat(comment("", 0).posted())
                .hasSizeBetween(50_000, 65_536)
                .contains("| é | 1 |\n\n(Cut here")
                .contains("https://github.com/somebody/pets/actions/runs/5");
    }

    @Test
    void aBuildWithoutResultsSaysSo() throws Exception {
        assertThat(comment("", 0).posted()).contains("The build ended before any experiment was judged");
    }

    @Test
    void whoMayNotCommentIsWarned() throws Exception {
        summary("target/mnist/first/summary.md", "# first");

        Comment comment = comment("", 4);

        assertThat(comment.exitCode()).isZero();
        assertThat(comment.printed()).startsWith("::warning::The pull request could not be commented");
    }

    private void summary(String path, String content) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    private record Comment(int exitCode, String printed, String calls, String posted) {}

    /** Runs the script as the action does. */
    private Comment comment(String there, int exitOfGh) throws Exception {
        Path bin = Files.createDirectories(project.resolve("bin"));
        Files.writeString(bin.resolve("gh"), GH);
        assertThat(bin.resolve("gh").toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder("bash", SCRIPT.toString())
                .directory(project.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "CALLS",
                        project.resolve("calls").toString(),
                        "POSTED",
                        project.resolve("posted").toString(),
                        "THERE",
                        there,
                        "GH_EXIT",
                        String.valueOf(exitOfGh),
                        "NAME",
                        "digits",
                        "PULL_REQUEST",
                        "17",
                        "GITHUB_REPOSITORY",
                        "somebody/pets",
                        "RUN",
                        "https://github.com/somebody/pets/actions/runs/5"));
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Comment(
                process.waitFor(), printed, content(project.resolve("calls")), content(project.resolve("posted")));
    }

    private static String content(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private List<String> inputs() {
        List<String> names = new ArrayList<>();
        action.path("inputs").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
