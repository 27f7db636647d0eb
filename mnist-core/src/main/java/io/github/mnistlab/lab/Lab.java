package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.NamedSet;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.ExperimentFiles;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.lock.AcceptedRevision;
import io.github.mnistlab.lock.EarlierResults;
import io.github.mnistlab.lock.Locks;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.AllExperiments;
import io.github.mnistlab.report.PlanReport;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlanEstimate;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The laboratory: experiments are read, planned, trained, judged, accepted and looked at here. What people are to read of
 * it goes to the listener, line by line; what programs need is returned.
 *
 * <p>Where something keeps it from doing what is asked, each method throws a {@link LabException}, or a
 * {@link DataException} if data is missing or damaged.
 */
public final class Lab {
    /** Fewer do not show whether what seeds give is normal. */
    public static final int FEWEST_CALIBRATION_SEEDS = Calibration.FEWEST_RUNS;

    private final LabSettings settings;
    private final LabListener listener;
    private final OutputFolder output;

    /** A laboratory that does its work in silence. */
    public Lab(LabSettings settings) {
        this(settings, LabListener.none());
    }

    /**
     * @param listener hears how the work goes on
     */
    public Lab(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.output = new OutputFolder(settings, listener);
    }

    /**
     * Fetches what training needs from the network: public data sets and the native backend.
     *
     * @param datasets by the names that experiments call them by, such as {@code mnist}
     * @return the files of each, in this order
     * @throws LabException.Setting if there is none of a name
     */
    public List<DatasetFiles> fetch(List<String> datasets) {
        List<NamedSet> sets = datasets.stream().map(this::publicSet).toList();
        Preparation preparation = preparation();
        Libraries.Found libraries = preparation.libraries();
        info("The native backend is here: " + libraries.backend() + ", "
                + libraries.classpath().size() + " libraries.");
        List<DatasetFiles> fetched = new ArrayList<>();
        for (NamedSet set : sets) {
            DatasetFiles files = settings.storage().publicSets().files(set.name(), preparation.downloads());
            info(set.title() + " is here: " + files.trainingLabels().path().getParent());
            info("  " + set.source().citation() + ". Licence: " + set.source().licence() + ".");
            fetched.add(files);
        }
        return fetched;
    }

    private NamedSet publicSet(String name) {
        try {
            return settings.storage().catalog().get(name);
        } catch (IllegalArgumentException e) {
            throw new LabException.Setting(settings.hints().setting("dataset") + ": " + e.getMessage() + ".");
        }
    }

    /**
     * Reads experiments.
     *
     * @param files YAML files
     * @throws LabException.Experiments if one is not valid; says all that is wrong in all of them
     */
    public List<ExperimentFile> read(Path... files) {
        return reading().files(List.of(files));
    }

    /**
     * Reads the experiments of a folder, a YAML file each.
     *
     * @param names of those to take, in which {@code *} stands for any characters; empty for all
     * @return none if the folder is missing or has none
     * @throws LabException.Experiments likewise, or if there is none of a name
     */
    public List<ExperimentFile> readFolder(Path folder, List<String> names) {
        return readFolder(folder, names, List.of());
    }

    /**
     * Reads the experiments of a folder, but for some files. One that has no field of an experiment, as if it were of some
     * other program, is left out too, which the listener is told, unless it is among the names.
     *
     * @param excludes names of files, in which {@code *} stands for any characters, such as {@code docker-compose.yml}
     * @throws LabException.Experiments likewise
     */
    public List<ExperimentFile> readFolder(Path folder, List<String> names, List<String> excludes) {
        return reading().all(folder, names, excludes);
    }

    /** Tells which runs training would execute, and how long that will take. Downloads nothing. */
    public List<PlannedExperiment> plan(List<ExperimentFile> experiments) {
        RunCache cache = settings.storage().runs();
        List<PreparedExperiment> prepared = preparedWithoutDownloads(experiments);
        List<PlannedExperiment> planned = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            Plan plan = Plan.of(experiments.get(i).spec());
            PlanEstimate.Estimator estimator = new PlanEstimate.Estimator(cache);
            PlanEstimate estimate =
                    (prepared.isEmpty() ? estimator.add(plan, Map.of()) : estimator.add(prepared.get(i))).estimate();
            Function<RunSpec, List<String>> classNames =
                    prepared.isEmpty() ? run -> List.of() : prepared.get(i)::classNames;
            PlanReport.lines(experiments.get(i).spec(), classNames).forEach(this::info);
            int side = Math.min(plan.runs().size(), settings.workers().most());
            info("  " + PlanReport.estimate(estimate, side));
            planned.add(new PlannedExperiment(experiments.get(i).spec().name(), plan, estimate));
        }
        return planned;
    }

    /** None where data or libraries are not here yet. */
    private List<PreparedExperiment> preparedWithoutDownloads(List<ExperimentFile> experiments) {
        LabSettings offline = settings.withStorage(settings.storage().withOffline(true));
        try {
            return new Preparation(offline, listener).prepare(experiments).experiments();
        } catch (LabException | DataException e) {
            info("Which runs the run cache knows cannot be told yet: " + e.getMessage());
            return Collections.emptyList();
        }
    }

    /**
     * Trains every run that is not known yet, judges the results by their gates, and writes the reports.
     *
     * @throws LabException.FailedRuns if runs failed, once everything else is judged
     */
    public Judged train(List<ExperimentFile> experiments, Training training) throws InterruptedException {
        return output.whileAlone(() -> trainAlone(experiments, training));
    }

    private Judged trainAlone(List<ExperimentFile> experiments, Training training) throws InterruptedException {
        discardVerdicts(experiments);
        Locks locks = reading().locks(experiments);
        Preparation.Ready ready = preparation().prepare(experiments);
        RunCache cache = settings.storage().runs();
        Runs runs = new Runs(settings, listener);
        Runs.Ends ends = runs.execute(
                ready,
                new Runs.Keeping(
                        training.again() ? cache.withoutLookup() : cache,
                        // To be trained again is to be trained from the beginning.
                        training.again()
                                ? Optional.empty()
                                : Optional.of(settings.storage().checkpoints()),
                        locks.parameters(),
                        new EarlierResults(settings.outputDirectory(), locks),
                        settings.outputDirectory(),
                        training.keepModels(),
                        training.formats()));
        Judged judged = new Judging(settings, listener).judge(ready.experiments(), ends.results(), locks);
        runs.requireNoFailures(ends);
        return judged;
    }

    /** Trains what is not known yet, and keeps the best model of each variant. */
    public Judged train(List<ExperimentFile> experiments) throws InterruptedException {
        return train(experiments, Training.standard());
    }

    /**
     * Removes verdicts of an earlier time from the folder {@code junit}, so that no CI system takes them for those of work
     * that fails before anything is judged. To be called before anything can.
     *
     * @param names of the experiments whose verdicts go, as {@link #readFolder} takes them; empty for all
     * @param except names of experiments whose verdicts stay, since they are of this very time
     */
    public void discardVerdicts(List<String> names, Set<String> except) {
        output.discardVerdicts(
                name -> !except.contains(name) && (names.isEmpty() || ExperimentFiles.isNamed(names, name)));
    }

    private void discardVerdicts(List<ExperimentFile> experiments) {
        Set<String> names =
                experiments.stream().map(experiment -> experiment.spec().name()).collect(Collectors.toSet());
        output.discardVerdicts(names::contains);
    }

    /**
     * Judges stored results by the gates as they are now, and writes the reports. Trains nothing.
     *
     * @throws LabException.Results if there are none, or their keys do not prove that the present experiments, data and
     *     code would give them
     */
    public Judged judge(List<ExperimentFile> experiments) {
        return output.whileAloneUninterrupted(
                () -> judge(experiments, () -> info("Judging stored results; nothing is trained.")));
    }

    /** Writes the reports of stored results again, and shows a missed gate among the rest. Judges and throws likewise. */
    public Judged report(List<ExperimentFile> experiments) {
        return output.whileAloneUninterrupted(() -> judge(experiments, () -> {}));
    }

    private Judged judge(List<ExperimentFile> experiments, Runnable beforeJudging) {
        discardVerdicts(experiments);
        Locks locks = reading().locks(experiments);
        List<PreparedExperiment> prepared = preparation().prepare(experiments).experiments();
        Map<String, ExperimentResult> results = new StoredResults(settings).current(prepared);
        beforeJudging.run();
        return new Judging(settings, listener).judge(prepared, results, locks);
    }

    /**
     * Accepts stored results: writes each experiment's lock, for committing. Where they are better than what gates compare
     * them with, fresh seeds are trained, whose results become the new reference if they are better too.
     *
     * @param reason why, though a gate is missed or the lock that is replaced cannot be read; recorded in the lock
     */
    public Acceptance accept(List<ExperimentFile> experiments, Optional<String> reason) throws InterruptedException {
        Accepting.requireWhole(reason, settings.hints());
        return output.whileAlone(() -> acceptAlone(experiments, reason));
    }

    private Acceptance acceptAlone(List<ExperimentFile> experiments, Optional<String> reason)
            throws InterruptedException {
        if (reason.isEmpty()) {
            // Before results are asked for: without a lock that can be read there are no new ones.
            reading().locks(experiments);
        }
        List<PreparedExperiment> prepared = preparation().prepare(experiments).experiments();
        Map<String, ExperimentResult> results = new StoredResults(settings).current(prepared);
        return new Accepting(settings, listener).accept(experiments, prepared, results, reason);
    }

    /**
     * Compares stored results with those that were accepted at a git revision.
     *
     * @param against the revision whose locks to compare with, such as {@code HEAD~3}
     * @return what is different, by experiment; those without a lock at that revision are left out
     */
    public Map<String, ResultsComparison> diff(List<ExperimentFile> experiments, String against) {
        List<PreparedExperiment> prepared = preparation().prepare(experiments).experiments();
        Map<String, ExperimentResult> results = new StoredResults(settings).current(prepared);
        return new Comparing(settings, listener).compare(experiments, prepared, results, against);
    }

    /**
     * Compares what was accepted at a git revision with what was accepted at another. Needs neither data nor results.
     *
     * @param against the revision to compare with
     * @param revision the revision whose results are compared
     * @return what is different, by experiment; those without a lock at one of the two are left out
     */
    public Map<String, ResultsComparison> diff(List<ExperimentFile> experiments, String against, String revision) {
        return new Comparing(settings, listener).compare(experiments, against, revision);
    }

    /**
     * Tells what was accepted over time, as the locks in git's history have it, and writes a table of all metrics and a page
     * about it into each experiment's folder. Needs neither data nor results.
     *
     * @return what each commit accepted, the oldest first, by experiment; those without a committed lock are left out
     */
    public Map<String, List<AcceptedRevision>> history(List<ExperimentFile> experiments) {
        return new Remembering(settings, listener).history(experiments);
    }

    /**
     * Lists the stored results of several output folders on one page, {@code index.html}, and in one {@code summary.md}, in
     * the output folder of this lab. Judges nothing again.
     *
     * @param modules output folders by the modules that they are of, such as {@code models/digits}; {@code ""} stands for the
     *     project that has them all
     * @throws LabException.Results if there are none at all
     */
    public AllExperiments aggregate(SortedMap<String, Path> modules) {
        return new Aggregating(settings, listener).aggregate(modules);
    }

    /** Trains again what was accepted, taking nothing from the run cache, and compares it to the bit. */
    public Reproduced reproduce(List<ExperimentFile> experiments) throws InterruptedException {
        return output.whileAlone(() -> new Reproducing(settings, listener)
                .reproduce(experiments, preparation().prepare(experiments)));
    }

    /**
     * Measures the gates themselves by training every variant with fresh seeds.
     *
     * @param seeds how many, {@value #FEWEST_CALIBRATION_SEEDS} or more
     * @param falseAlarmRate for which limits are suggested, above 0 and below 0.5
     * @return what each gate is worth, by experiment
     */
    public Map<String, List<GateQuality>> calibrate(List<ExperimentFile> experiments, int seeds, double falseAlarmRate)
            throws InterruptedException {
        experiments.forEach(Lab::requireTrained);
        Locks locks = reading().locks(experiments);
        List<ExperimentFile> fresh = experiments.stream()
                .map(experiment ->
                        new ExperimentFile(experiment.path(), experiment.spec().withFreshSeeds(seeds)))
                .toList();
        return output.whileAlone(() -> new Calibrating(settings, listener)
                .calibrate(experiments, preparation().prepare(fresh), locks, falseAlarmRate));
    }

    private static void requireTrained(ExperimentFile experiment) {
        experiment.spec().variants().stream()
                .filter(variant -> variant.spec().trained().isEmpty())
                .findFirst()
                .ifPresent(variant -> {
                    throw new LabException.Setting(experiment.spec().name()
                            + ": gates are calibrated by training with fresh" + " seeds, but variant " + variant.name()
                            + " was made elsewhere and is only judged here.");
                });
    }

    /**
     * Looks at a public data set. Returns the page about it.
     *
     * @param dataset by the name that experiments call it by, such as {@code mnist}
     * @throws LabException.Setting if there is none of this name
     */
    public Path explorePublicSet(String dataset) {
        return new Exploring(settings, listener).publicSet(publicSet(dataset));
    }

    /** Looks at the digits that the program draws. Returns the page about them. */
    public Path exploreGeneratedDigits() {
        return new Exploring(settings, listener).generatedDigits();
    }

    /**
     * Looks at the rows of experiments, as their first run gets them. Returns a page about each.
     *
     * @param variant whose rows; those of the first if empty
     */
    public List<Path> explore(List<ExperimentFile> experiments, Optional<String> variant) {
        return new Exploring(settings, listener).rows(experiments, variant);
    }

    /**
     * Finds a model to predict with.
     *
     * @throws LabException.Model if there is none, or it cannot be used
     */
    public KeptModel model(Model model) {
        return new KeptModels(settings, listener).find(model);
    }

    /**
     * Reads digits from pictures, and writes a page with what the network saw.
     *
     * @param pictures PNG or JPEG files, or folders of such
     * @throws LabException.Pictures if one cannot be read, or is empty; says so of all
     */
    public Predicted predict(KeptModel model, List<Path> pictures) {
        return new Predicting(settings, listener).predict(pictures, model);
    }

    private Reading reading() {
        return new Reading(settings, listener);
    }

    private Preparation preparation() {
        return new Preparation(settings, listener);
    }

    private void info(String text) {
        listener.line(LabListener.Level.INFO, text);
    }
}
