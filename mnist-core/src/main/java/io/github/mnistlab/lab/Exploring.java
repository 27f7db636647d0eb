package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.MissingDataException;
import io.github.mnistlab.data.file.NamedSet;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.report.ExplorationReport;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.report.ExploredTable;
import io.github.mnistlab.report.html.ExplorePage;
import io.github.mnistlab.report.html.TablePage;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlannedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What data sets are like: a page about each, and the numbers. */
final class Exploring {
    private final LabSettings settings;
    private final LabListener listener;
    private final Preparation preparation;

    Exploring(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.preparation = new Preparation(settings, listener);
    }

    Path publicSet(NamedSet set) {
        try {
            DatasetFiles files = settings.storage().publicSets().files(set.name(), preparation.downloads());
            String origin = set.source().citation();
            return report(
                    ExploredData.of(set.name(), origin, settings.hints().explore(set.name()), files.load())
                            .withClassNames(files.digests().namesOfClasses()),
                    set.name());
        } catch (MissingDataException e) {
            throw preparation.withHint(e);
        }
    }

    Path generatedDigits() {
        DatasetSpec.GeneratedDigits digits = DatasetSpec.GeneratedDigits.DEFAULT;
        return report(
                ExploredData.of(
                        "generated-digits",
                        "digits that the program draws, from seed " + digits.seed(),
                        settings.hints().explore("generated-digits"),
                        new Dataset(
                                DigitGenerator.generate(digits.seed(), "training", digits.training()),
                                DigitGenerator.generate(digits.seed(), "test", digits.test()))),
                "generated-digits");
    }

    /** The rows that the first run of a variant gets: of the one that is named, or the first. */
    List<Path> rows(List<ExperimentFile> experiments, Optional<String> variant) {
        DatasetResolver datasets = preparation.datasets();
        List<Path> pages = new ArrayList<>();
        Problems problems = new Problems();
        for (ExperimentFile experiment : experiments) {
            ExperimentSpec spec = experiment.spec();
            PlannedRun run = firstRun(spec, variant);
            try {
                if (run.spec().dataset() instanceof TableSpec table) {
                    pages.add(table(experiment, run, table, settings.hints().explore(spec.name(), variant)));
                    continue;
                }
                DatasetFiles images = datasets.resolve(experiment)
                        .get(run.spec())
                        .images()
                        .orElseThrow(() -> new DataException("its data set has neither images nor a table to look at"));
                PreparedData rows = PreparedData.of(
                        images.load(),
                        run.spec().dataset(),
                        run.spec().trained().orElseThrow().split(),
                        new RandomStreams(run.id().seed()));
                String command = settings.hints().explore(spec.name(), variant);
                pages.add(report(
                        ExploredData.of(spec, run, rows, images.digests().namesOfClasses(), command),
                        ExplorePage.folder(spec.name(), run.id().variant())));
            } catch (MissingDataException e) {
                problems.add(spec.name() + ": " + preparation.withHint(e).getMessage());
            } catch (DataException e) {
                problems.add(spec.name() + ": " + e.getMessage());
            }
        }
        problems.throwIfAny(DataException::new);
        return pages;
    }

    /** Whatever is missing shows, also where a run would refuse it or leave the row out. */
    private Path table(ExperimentFile experiment, PlannedRun run, TableSpec table, String command) {
        TableFiles files = TableFiles.of(table, experiment.folder(), PreparationSpec.AS_IT_IS);
        PreparedData rows = PreparedData.unprepared(
                files.load(),
                table,
                run.spec().trained().orElseThrow().split(),
                new RandomStreams(run.id().seed()));
        ExploredTable explored =
                ExploredTable.of(experiment.spec(), run, rows, files.digests().namesOfClasses(), command);
        Path output = settings.outputDirectory();
        try {
            Path page = TablePage.write(
                    explored, ExplorePage.folder(explored.name(), run.id().variant()), output);
            explored.lines(page).forEach(line -> listener.line(LabListener.Level.INFO, line));
            return page;
        } catch (IOException e) {
            throw unwritable(explored.name(), output, e);
        }
    }

    private static LabException.Storage unwritable(String name, Path output, IOException e) {
        return new LabException.Storage(
                "Cannot write the page about " + name + " to " + output + ": " + IoReason.of(e, output), e);
    }

    private PlannedRun firstRun(ExperimentSpec spec, Optional<String> variant) {
        List<String> trained = spec.variants().stream()
                .filter(one -> one.spec().trained().isPresent())
                .map(Variant::name)
                .toList();
        if (trained.isEmpty()) {
            throw new LabException.Setting(spec.name()
                    + " trains nothing: its variants are only judged, and have no rows" + " of their own to look at.");
        }
        String wanted = variant.orElse(trained.get(0));
        return Plan.of(spec).runs().stream()
                .filter(run -> run.id().variant().equals(wanted) && trained.contains(wanted))
                .findFirst()
                .orElseThrow(() -> new LabException.Setting(settings.hints().setting("explore.variant") + " is '"
                        + wanted + "', but " + spec.name() + " has no such variant; it has "
                        + String.join(", ", trained) + "."));
    }

    private Path report(ExploredData explored, String folder) {
        Path output = settings.outputDirectory();
        try {
            Path page = ExplorePage.write(explored, folder, output);
            ExplorationReport.lines(explored, page).forEach(line -> listener.line(LabListener.Level.INFO, line));
            return page;
        } catch (IOException e) {
            throw unwritable(explored.name(), output, e);
        }
    }
}
