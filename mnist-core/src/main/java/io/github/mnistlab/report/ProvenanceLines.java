package io.github.mnistlab.report;

import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provenance of results: when, from which data and with which code they were computed. Names no machine or folder. */
public final class ProvenanceLines {
    /**
     * A fact of the provenance.
     *
     * @param what it is
     * @param value plain text
     */
    public record Line(String what, String value) {
        /** Makes plain text of both, whatever they were. */
        public Line {
            what = PlainText.oneLine(what);
            value = PlainText.oneLine(value);
        }
    }

    private ProvenanceLines() {}

    /** The version, and the state of the sources. */
    public static List<Line> sources(ExperimentResult result) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("mnist-lab", result.provenance().version()));
        SourceState source = result.provenance().source();
        if (source != null) {
            String branch = source.branch() == null ? "" : " on " + source.branch();
            lines.add(new Line("commit", source.commit() + branch));
        }
        if (source != null && source.dirty()) {
            lines.add(new Line("uncommitted changes", source.changes()));
        }
        return lines;
    }

    /** All but the version and the state of the sources, which a report says in its own way before these. */
    public static List<Line> of(ExperimentResult result) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("started", result.started()));
        lines.add(new Line("finished", result.finished()));
        lines.add(new Line("specification", result.specificationDigest()));
        lines.add(new Line("code", result.computation().code()));
        lines.add(new Line("backend", result.computation().backend()));
        result.computation()
                .environment()
                .forEach((name, value) -> lines.add(new Line("environment", name + "=" + value)));
        result.computation().nativeLibraries().forEach((name, digest) -> lines.add(new Line(name, digest)));
        // Runs of one experiment may have been computed at different times, each in an environment of its own.
        result.runs().stream()
                .map(run -> run.outcome().environment())
                .distinct()
                .forEach(environment -> lines.add(new Line("computed by", text(environment))));
        addData(result, lines);
        result.sliced()
                .ifPresent(slices ->
                        lines.add(new Line("slices", slices.sha256() + ": " + String.join(", ", slices.columns()))));
        return lines;
    }

    private static void addData(ExperimentResult result, List<Line> lines) {
        Map<DatasetFiles.Digests, List<String>> data = new LinkedHashMap<>();
        result.data()
                .forEach((variant, digests) ->
                        data.computeIfAbsent(digests, one -> new ArrayList<>()).add(variant));
        data.forEach((digests, variants) -> {
            String of = data.size() == 1 ? "" : " of " + String.join(", ", variants);
            if (digests.testImages() != null) {
                lines.add(new Line("training rows" + of, digests.trainingImages()));
                lines.add(new Line("training labels" + of, digests.trainingLabels()));
                lines.add(new Line("test rows" + of, digests.testImages()));
            }
            lines.add(new Line("test labels" + of, digests.testLabels()));
        });
    }

    private static String text(ComputeEnvironment environment) {
        String machine = String.join(
                ", ", environment.java(), environment.operatingSystem(), environment.libc(), environment.processor());
        if (environment.nd4j().equals(ComputeEnvironment.NONE)) {
            return machine;
        }
        return String.join(
                ", ",
                "Deeplearning4j " + environment.deeplearning4j(),
                "ND4J " + environment.nd4j() + " " + environment.backend(),
                environment.blas() + " with " + Numbers.count(environment.blasThreads(), "thread"),
                "OpenMP with " + Numbers.count(environment.openMpThreads(), "thread"),
                machine);
    }

    /** What identifies each run, and what came out of it. */
    public static ReportTable runs(List<RunResult> runs) {
        return new ReportTable(
                "run",
                List.of("key", "parameters", "predictions"),
                runs.stream()
                        .map(run -> new ReportTable.Row(
                                run.id().toString(),
                                false,
                                List.of(
                                        run.key(),
                                        run.outcome().parameterDigest(),
                                        run.outcome().predictionDigest())))
                        .toList());
    }
}
