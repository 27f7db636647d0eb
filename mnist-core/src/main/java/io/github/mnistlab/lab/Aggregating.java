package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.report.AllExperiments;
import io.github.mnistlab.report.ModuleExperiment;
import io.github.mnistlab.report.html.AllExperimentsPage;
import io.github.mnistlab.report.html.ReportPage;
import io.github.mnistlab.report.html.ResultOverview;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The stored results of all modules of a build, side by side. */
final class Aggregating {
    private final LabSettings settings;
    private final LabListener listener;

    Aggregating(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @param modules the output folder of each, by where the module is; the project itself is {@code ""}
     * @return what was found in them
     */
    AllExperiments aggregate(SortedMap<String, Path> modules) {
        List<ModuleExperiment> experiments = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> module : modules.entrySet()) {
                String of = module.getKey().isEmpty() ? "" : " in " + module.getKey();
                List<ResultOverview> found = ResultOverview.all(module.getValue(), (name, reason) -> {
                    listener.line(
                            LabListener.Level.WARNING,
                            "Cannot read the results of " + name + of + ": " + reason + ". They are passed over.");
                    unreadable.add(name + of);
                });
                for (ResultOverview overview : found) {
                    experiments.add(experiment(module.getKey(), module.getValue(), overview));
                }
            }
            AllExperiments all = new AllExperiments(experiments, unreadable);
            if (experiments.isEmpty() && unreadable.isEmpty()) {
                throw new LabException.Results("No module has results yet. To have them: "
                        + settings.hints().run());
            }
            Path page = AllExperimentsPage.write(all, settings.outputDirectory());
            Path summary = all.writeSummary(settings.outputDirectory());
            all.lines().forEach(line -> listener.line(LabListener.Level.INFO, line));
            listener.line(
                    LabListener.Level.INFO,
                    "report: " + settings.fromRoot(page) + ", summary: " + settings.fromRoot(summary));
            return all;
        } catch (IOException e) {
            throw new LabException.Storage("The modules' results cannot be listed: " + IoReason.of(e), e);
        }
    }

    private ModuleExperiment experiment(String module, Path output, ResultOverview overview) {
        return new ModuleExperiment(
                module,
                overview.name(),
                overview.question(),
                overview.warnings(),
                overview.verdicts(),
                overview.gates(),
                overview.metrics(),
                report(output.resolve(overview.name()).resolve(ReportPage.FILE)));
    }

    /** Where a page is, seen from ours, as a relative address. */
    private Optional<String> report(Path page) {
        Path from = settings.outputDirectory().toAbsolutePath().normalize();
        Path to = page.toAbsolutePath().normalize();
        if (!Files.exists(to) || !to.getRoot().equals(from.getRoot())) {
            return Optional.empty();
        }
        try {
            String path = from.relativize(to).toString().replace('\\', '/');
            return Optional.of(new URI(null, null, path, null).toASCIIString());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
