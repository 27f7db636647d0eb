package io.github.mnistlab.report.html;

import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.report.PlainText;
import io.github.mnistlab.report.ReportTable;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SourceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What results were computed from, and by what. Names no machine and none of its folders: pages are passed on. */
final class ProvenanceLines {
    /**
     * @param what it is
     * @param value plain text
     */
    record Line(String what, String value) {}

    private final List<Line> lines = new ArrayList<>();

    private ProvenanceLines() {}

    static List<Line> of(ExperimentResult result) {
        ProvenanceLines all = new ProvenanceLines();
        all.add("mnist-lab", result.provenance().version());
        SourceState source = result.provenance().source();
        if (source != null) {
            all.add("commit", source.commit() + (source.branch() == null ? "" : " on " + source.branch()));
        }
        if (source != null && source.dirty()) {
            all.add("uncommitted changes", source.changes());
        }
        all.add("started", result.started());
        all.add("finished", result.finished());
        all.add("specification", result.specificationDigest());
        all.add("code", result.computation().code());
        all.add("backend", result.computation().backend());
        result.computation().environment().forEach((name, value) -> all.add("environment", name + "=" + value));
        result.computation().nativeLibraries().forEach(all::add);
        result.runs().stream()
                .map(run -> run.outcome().environment())
                .distinct()
                .forEach(environment -> all.add("computed by", text(environment)));
        Map<DatasetFiles.Digests, List<String>> data = new LinkedHashMap<>();
        result.data()
                .forEach((variant, digests) ->
                        data.computeIfAbsent(digests, one -> new ArrayList<>()).add(variant));
        data.forEach((digests, variants) -> {
            String of = data.size() == 1 ? "" : " of " + String.join(", ", variants);
            all.add("training images" + of, digests.trainingImages());
            all.add("training labels" + of, digests.trainingLabels());
            all.add("test images" + of, digests.testImages());
            all.add("test labels" + of, digests.testLabels());
        });
        return List.copyOf(all.lines);
    }

    private void add(String what, String value) {
        lines.add(new Line(PlainText.oneLine(what), PlainText.oneLine(value)));
    }

    private static String text(ComputeEnvironment environment) {
        return String.join(
                ", ",
                "Deeplearning4j " + environment.deeplearning4j(),
                "ND4J " + environment.nd4j() + " " + environment.backend(),
                environment.blas() + " with " + threads(environment.blasThreads()),
                "OpenMP with " + threads(environment.openMpThreads()),
                environment.java(),
                environment.operatingSystem(),
                environment.libc(),
                environment.processor());
    }

    private static String threads(int number) {
        return number == 1 ? "1 thread" : number + " threads";
    }

    /** What identifies each run, and what came out of it. */
    static ReportTable runs(ExperimentResult result) {
        List<ReportTable.Row> rows = new ArrayList<>();
        for (RunResult run : result.runs()) {
            rows.add(new ReportTable.Row(
                    run.id().toString(),
                    false,
                    List.of(
                            run.key(),
                            run.outcome().parameterDigest(),
                            run.outcome().predictionDigest())));
        }
        return new ReportTable("run", List.of("key", "parameters", "predictions"), rows);
    }
}
