package io.github.mnistlab.report;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.explore.Exploration;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.run.DistortedExample;
import io.github.mnistlab.run.PlannedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A data set and what it is like, to be told of.
 *
 * @param name what it is called; may be anything
 * @param origin in a sentence, which rows these are; may say what a file says
 * @param command what to type to look again
 * @param parts the rows
 * @param exploration what was found of these very parts
 * @param distorted some training images as augmentation distorts them; none where it does not
 * @param classNames by class; made fit for one line
 */
public record ExploredData(
        String name,
        String origin,
        String command,
        List<Part> parts,
        Exploration exploration,
        List<DistortedExample> distorted,
        List<String> classNames) {
    /** Copies the lists. */
    public ExploredData {
        parts = List.copyOf(parts);
        distorted = List.copyOf(distorted);
        classNames = classNames.stream().map(PlainText::oneLine).toList();
    }

    /** The same with names of classes, which are called by their numbers until then. */
    public ExploredData withClassNames(List<String> names) {
        return new ExploredData(name, origin, command, parts, exploration, distorted, names);
    }

    /** Looks at a whole data set. */
    public static ExploredData of(String name, String origin, String command, Dataset dataset) {
        return of(
                name,
                origin,
                command,
                List.of(
                        new Part(Part.TRAINING, dataset.training().images()),
                        new Part(Part.TEST, dataset.test().images())),
                List.of());
    }

    /**
     * Looks at the rows of a run as it gets them: after subset, split and imbalance, before balancing.
     *
     * @param classNames by class
     */
    public static ExploredData of(
            ExperimentSpec experiment, PlannedRun run, PreparedData rows, List<String> classNames, String command) {
        List<Part> parts =
                new ArrayList<>(List.of(new Part(Part.TRAINING, rows.training().images())));
        RunSpec.Trained spec = run.spec().trained().orElseThrow();
        boolean onTestRows = spec.split().validation() instanceof Validation.TestSet;
        if (rows.validation().size() > 0 && !onTestRows) {
            parts.add(new Part(Part.VALIDATION, rows.validation().images()));
        }
        parts.add(new Part(Part.TEST, rows.test().images()));
        return of(
                        experiment.name(),
                        origin(run, classNames),
                        command,
                        parts,
                        spec.augmentation() == null || spec.augmentation().isNone()
                                ? List.of()
                                : DistortedExample.of(
                                        spec.augmentation(),
                                        spec.training().epochs(),
                                        rows.training().images(),
                                        new RandomStreams(run.id().seed())))
                .withClassNames(classNames);
    }

    /** Which rows these are. */
    static String origin(PlannedRun run, List<String> classNames) {
        RunSpec.Trained spec = run.spec().trained().orElseThrow();
        return "the rows that variant " + run.id().variant() + " gets with seed "
                + run.id().seed() + ", after subset, split and imbalance, before balancing: "
                + PlanReport.dataset(spec.dataset(), spec.split(), classNames);
    }

    private static ExploredData of(
            String name, String origin, String command, List<Part> parts, List<DistortedExample> distorted) {
        List<String> numbers = IntStream.range(0, parts.get(0).rows().classes())
                .mapToObj(String::valueOf)
                .toList();
        return new ExploredData(name, origin, command, parts, Exploration.of(parts), distorted, numbers);
    }
}
