package io.github.mnistlab.report;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.SourceLocation;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What GitHub Actions takes from a build: a summary of the step, and annotations of lines of files. */
public final class GithubActions {
    /** GitHub refuses longer ones, and says so only in the log. */
    private static final long LONGEST_SUMMARY = 1024 * 1024;

    private final Map<String, String> environment;

    /**
     * @param environment the process's variables
     */
    public GithubActions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether the build runs there. */
    public boolean isHere() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }

    /** The page of the run that the build belongs to, where its artifacts are, the reports among them. */
    public Optional<String> runPage() {
        String page = environment.get("GITHUB_SERVER_URL") + "/" + environment.get("GITHUB_REPOSITORY")
                + "/actions/runs/" + environment.get("GITHUB_RUN_ID");
        return isHere() && page.matches("https://[\\w.-]+(?::\\d+)?/[\\w.-]+/[\\w.-]+/actions/runs/\\d+")
                ? Optional.of(page)
                : Optional.empty();
    }

    /**
     * Workflow commands for gates that were not passed: each a line of its own on standard output, at whose start alone
     * it counts.
     *
     * @param buildRoot what the paths of gates are relative to; they become relative to the repository's root
     */
    public List<String> annotations(List<Verdict> verdicts, Path buildRoot) {
        return verdicts.stream()
                .filter(verdict -> verdict.failsBuild() || verdict.status() == VerdictStatus.INCONCLUSIVE)
                .map(verdict -> annotation(verdict, buildRoot))
                .toList();
    }

    private String annotation(Verdict verdict, Path buildRoot) {
        SourceLocation place = verdict.gate().location();
        return (verdict.failsBuild() ? "::error" : "::warning") + " file=" + property(file(place, buildRoot)) + ",line="
                + place.line() + ",col=" + place.column() + ",title="
                + property(verdict.experiment() + ": gate " + verdict.status()) + "::" + data(verdict.sentence());
    }

    private String file(SourceLocation place, Path buildRoot) {
        Path workspace =
                Path.of(environment.getOrDefault("GITHUB_WORKSPACE", "")).toAbsolutePath();
        Path file = buildRoot.toAbsolutePath().resolve(place.file()).normalize();
        return file.startsWith(workspace)
                ? workspace.relativize(file).toString().replace(File.separatorChar, '/')
                : place.file();
    }

    /** As GitHub's own toolkit escapes them: a line's end would end the command, a comma or colon the property. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /**
     * Adds a summary to that of the step, where there is one. What would make it longer than GitHub takes is left out.
     *
     * @param summary Markdown
     * @return what could not be written, and why; empty if all is well. Verdicts count, wherever they are told again
     */
    public Optional<String> addToStepSummary(Path summary) {
        String step = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (step.isBlank()) {
            return Optional.empty();
        }
        try {
            add(summary, Path.of(step));
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(unwritable(e.getMessage()));
        } catch (IOException e) {
            return Optional.of(unwritable(IoReason.of(e)));
        }
    }

    private static String unwritable(String reason) {
        return "The step's summary, which GITHUB_STEP_SUMMARY names, cannot be written: " + reason;
    }

    private static void add(Path summary, Path step) throws IOException {
        String text = Files.readString(summary, StandardCharsets.UTF_8) + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long before = Files.exists(step) ? Files.size(step) : 0;
        if (before + bytes.length <= LONGEST_SUMMARY) {
            Files.write(step, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
