package io.github.mnistlab.report;

import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.util.List;
import java.util.Optional;

/**
 * An experiment's stored results in short, and the module that they are of.
 *
 * @param module where the module is, from where the build was called; empty for the project there
 * @param name the experiment's
 * @param question what it asks; may be empty
 * @param warnings sentences on unsound practices
 * @param verdicts on its gates, in the order of {@code gates}
 * @param gates a row a gate: verdict and what was measured; empty if there is none, or nothing was judged
 * @param metrics on the test images, a row a variant
 * @param report the address of its full report, from the page that lists it, if there is one
 */
public record ModuleExperiment(
        String module,
        String name,
        String question,
        List<String> warnings,
        List<VerdictStatus> verdicts,
        Optional<ReportTable> gates,
        ReportTable metrics,
        Optional<String> report) {
    /** Copies. */
    public ModuleExperiment {
        warnings = List.copyOf(warnings);
        verdicts = List.copyOf(verdicts);
    }

    /** The name, and the module where there is one. */
    public String title() {
        return PlainText.oneLine(name) + (module.isEmpty() ? "" : " in " + PlainText.oneLine(module));
    }

    /** On how many gates a verdict is that. */
    long count(VerdictStatus status) {
        return verdicts.stream().filter(verdict -> verdict == status).count();
    }
}
