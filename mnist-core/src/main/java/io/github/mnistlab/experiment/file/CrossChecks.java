package io.github.mnistlab.experiment.file;

import io.github.mnistlab.balance.RandomUnder;
import io.github.mnistlab.balance.RowBalancing;
import io.github.mnistlab.balance.SamplingStrategy;
import io.github.mnistlab.balance.SmoteNc;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.data.MinorityClasses;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.Acknowledgement;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.contract.JudgedContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.model.EarlyStoppingSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a schema cannot check, because it is about two places of a file at once, or about its name. */
final class CrossChecks {
    /** Far more than anybody waits for, and few enough that planning them takes no time. */
    private static final int MAX_RUNS = 10_000;

    private final YamlNode.Mapping root;
    private final Variants variants;
    private final Problems problems;

    private CrossChecks(YamlNode.Mapping root, Variants variants, Problems problems) {
        this.root = root;
        this.variants = variants;
        this.problems = problems;
    }

    /** Reports every fault; parts of the file that are faulty by themselves are left out. */
    static void check(YamlNode.Mapping root, Variants variants, String baseName, Problems problems) {
        CrossChecks checks = new CrossChecks(root, variants, problems);
        checks.checkName(baseName);
        checks.checkReservedNames();
        checks.checkRuns();
        checks.checkParents();
        checks.checkAcknowledgements();
        checks.checkImages();
        checks.checkEarlyStopping();
        checks.checkMinorities();
        checks.checkSamplingStrategies();
        new SliceChecks(root, variants, problems).check();
        new GateChecks(root, variants, problems).check();
    }

    /** One place, one message: several variants may share a fault of the base, and a shape may be wrong already. */
    private void report(YamlNode place, String message) {
        problems.addUnreported(place, message);
    }

    private void checkName(String baseName) {
        root.text("name")
                .filter(name -> !name.text().equals(baseName))
                .ifPresent(name -> report(
                        name,
                        "name: found " + YamlNode.quote(name.text()) + ", but allowed is the file's name, "
                                + YamlNode.quote(baseName)));
    }

    private void checkReservedNames() {
        variants.all().stream()
                .map(Variants.Resolved::key)
                .filter(key -> key.text().equals(Limit.ACCEPTED))
                .forEach(key -> problems.add(
                        key, "variants: the name " + YamlNode.quote(key.text()) + " is reserved; choose another"));
    }

    private void checkRuns() {
        long runs = variants.all().stream()
                .flatMap(variant -> variant.complete().stream())
                .mapToLong(complete -> complete.seeds().size())
                .sum();
        if (runs > MAX_RUNS) {
            report(
                    root.get("seeds").orElse(root),
                    "seeds: " + variants.all().size() + " variants with their seeds make " + runs
                            + " runs, but an experiment may have at most " + MAX_RUNS
                            + "; take fewer seeds or variants, or several experiments");
        }
    }

    private void checkParents() {
        for (Variants.Resolved variant : variants.all()) {
            if (variant.startFrom().isEmpty()) {
                continue;
            }
            YamlNode.Scalar place = variant.startFrom().get();
            String path = Check.path("variants", variant.name()) + ".startFrom";
            Optional<Variants.Resolved> parent = variants.get(place.text());
            if (parent.isEmpty()) {
                variants.reportUnknown(place, path, otherNames(variant.name()), problems);
            } else {
                checkParent(variant, parent.get(), place, path);
            }
        }
        checkCycles();
    }

    private List<String> otherNames(String name) {
        return variants.names().stream().filter(other -> !other.equals(name)).toList();
    }

    private void checkParent(Variants.Resolved variant, Variants.Resolved parent, YamlNode place, String path) {
        if (variant.complete().isEmpty() || parent.complete().isEmpty()) {
            return;
        }
        Variants.Complete child = variant.complete().get();
        Variants.Complete from = parent.complete().get();
        Optional<RunSpec.Trained> trained = child.spec().trained();
        Optional<RunSpec.Trained> trainedFrom = from.spec().trained();
        if (trained.isEmpty() || trainedFrom.isEmpty()) {
            report(
                    place,
                    path + ": " + (trained.isEmpty() ? variant : parent).label()
                            + " is only judged here, and training goes on from the weights of a model that was trained here");
            return;
        }
        if (!from.seeds().containsAll(child.seeds())) {
            List<Long> missing = new ArrayList<>(child.seeds());
            missing.removeAll(from.seeds());
            problems.add(
                    place,
                    path + ": " + variant.label() + " is trained with the seeds " + missing + ", but " + parent.label()
                            + " is not, and training goes on from the weights of the same seed");
        }
        if (!trainedFrom.get().model().hidden().equals(trained.get().model().hidden())) {
            problems.add(
                    place,
                    path + ": the hidden layers of " + variant.label() + " are "
                            + trained.get().model().hidden() + ", but those of " + parent.label() + " are "
                            + trainedFrom.get().model().hidden() + ", so that its weights do not fit");
        } else if (trainedFrom.get().model().batchNormalization()
                != trained.get().model().batchNormalization()) {
            problems.add(
                    place,
                    path + ": of " + variant.label() + " and " + parent.label()
                            + " one has model.batchNormalization and the other has not, so that the weights do not fit");
        }
    }

    private void checkCycles() {
        Set<String> reported = new LinkedHashSet<>();
        for (Variants.Resolved start : variants.all()) {
            List<String> way = new ArrayList<>();
            Optional<Variants.Resolved> next = Optional.of(start);
            while (next.isPresent() && !way.contains(next.get().name())) {
                way.add(next.get().name());
                next = next.get().parent().flatMap(variants::get);
            }
            if (next.isPresent() && next.get().name().equals(start.name()) && reported.add(start.name())) {
                reported.addAll(way);
                way.add(start.name());
                report(
                        start.startFrom().orElseThrow(),
                        Check.path("variants", start.name())
                                + ".startFrom: the variants start from each other in a circle: "
                                + String.join(
                                        " -> ",
                                        way.stream().map(YamlNode::shown).toList()));
            }
        }
    }

    private void checkAcknowledgements() {
        Map<Acknowledgement, List<YamlNode>> uses = new LinkedHashMap<>();
        List<YamlNode> starts = new ArrayList<>();
        List<YamlNode> validations = new ArrayList<>();
        for (Variants.Resolved variant : variants.all()) {
            variant.startFrom().ifPresent(starts::add);
            if (!JudgedContract.isJudged(variant.tree())
                    && variant.nearest("split", "validation") instanceof YamlNode.Scalar scalar
                    && scalar.isText()
                    && scalar.text().equals("test-set")) {
                validations.add(scalar);
            }
        }
        uses.put(Acknowledgement.WARM_START, starts);
        uses.put(Acknowledgement.VALIDATION_ON_TEST, validations);
        uses.forEach((practice, places) -> {
            Optional<YamlNode.Scalar> given = acknowledged(Choice.word(practice));
            if (given.isEmpty()) {
                places.forEach(place -> problems.add(place, unacknowledged(practice)));
            } else if (places.isEmpty() && variants.isComplete()) {
                report(
                        given.get(),
                        "acknowledge: nothing in this file needs " + given.get().text() + "; take it out");
            }
        });
    }

    private Optional<YamlNode.Scalar> acknowledged(String word) {
        return root.get("acknowledge").filter(YamlNode.Sequence.class::isInstance).stream()
                .flatMap(list -> ((YamlNode.Sequence) list).items().stream())
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(item -> item.isText() && item.text().equals(word))
                .findFirst();
    }

    private static String unacknowledged(Acknowledgement practice) {
        String word = Choice.word(practice);
        return switch (practice) {
            case WARM_START ->
                "startFrom: training on from another variant's weights makes the two hard to compare; if"
                        + " that is meant, add acknowledge: [" + word + "]";
            case VALIDATION_ON_TEST ->
                "split.validation: test-set makes test results too good to be believed; if that is"
                        + " meant, add acknowledge: [" + word + "]";
        };
    }

    private void checkImages() {
        for (Variants.Resolved variant : variants.all()) {
            variant.complete()
                    .map(Variants.Complete::spec)
                    .filter(spec -> spec.dataset() instanceof DatasetSpec.Labels)
                    // What an ensemble joins is looked at by itself.
                    .filter(spec -> spec.ensemble().isEmpty())
                    .filter(spec -> spec.judged()
                            .filter(judged -> !judged.model().needsImages())
                            .isEmpty())
                    .ifPresent(spec -> report(
                            variant.nearest("dataset", "source"),
                            "dataset.source: labels has no images for variant " + variant.label()
                                    + "; give it what a model predicted, such as model: {source: predictions, file: a.csv}, or"
                                    + " another dataset"));
        }
    }

    private void checkEarlyStopping() {
        for (Variants.Resolved variant : variants.all()) {
            variant.trained()
                    .filter(spec -> spec.training().earlyStopping() != null)
                    .filter(spec -> spec.split().validation() instanceof Validation.Rows rows && rows.rows() == 0)
                    .map(spec -> spec.training().earlyStopping().monitor())
                    .filter(EarlyStoppingSpec.Monitor::needsValidation)
                    .ifPresent(monitor -> report(
                            variant.nearest("training", "earlyStopping", "monitor"),
                            "training.earlyStopping.monitor: " + Choice.word(monitor)
                                    + " needs validation rows, but split.validation is 0 in variant " + variant.label()
                                    + "; ask for some, such as split: {validation: 0.1}, or monitor training-loss"));
        }
    }

    /** A share of the classes, which is a number of them only where it is known how many there are. */
    private void checkMinorities() {
        for (Variants.Resolved variant : variants.all()) {
            variant.trained()
                    .map(RunSpec::dataset)
                    .filter(dataset -> dataset.knownClasses().isPresent())
                    .filter(dataset -> dataset.imbalance() instanceof Imbalance.Step)
                    .map(dataset -> ((Imbalance.Step) dataset.imbalance()).minority())
                    .filter(MinorityClasses.Fraction.class::isInstance)
                    .map(minority -> (MinorityClasses.Fraction) minority)
                    .filter(share ->
                            share.of(DatasetSpec.DIGITS) < 1 || share.of(DatasetSpec.DIGITS) >= DatasetSpec.DIGITS)
                    .ifPresent(share -> report(
                            variant.nearest("dataset", "imbalance", "minority"),
                            "dataset.imbalance.minority: the share " + share.share() + " of ten classes is "
                                    + share.of(DatasetSpec.DIGITS) + " in variant " + variant.label()
                                    + ", and at least one must be rare and at least one not; use 0.05 up to, but not"
                                    + " including, 0.95, or name the classes"));
        }
    }

    private void checkSamplingStrategies() {
        for (Variants.Resolved variant : variants.all()) {
            variant.trained()
                    .filter(spec -> spec.balancing() instanceof RowBalancing)
                    .ifPresent(spec -> {
                        checkSamplingStrategy(variant, spec.dataset(), (RowBalancing) spec.balancing());
                        checkNames(variant, spec);
                    });
        }
    }

    private void checkNames(Variants.Resolved variant, RunSpec.Trained spec) {
        if (spec.balancing() instanceof SmoteNc
                && !(spec.dataset() instanceof TableSpec table && table.categorical() != null)) {
            report(
                    variant.nearest("balancing", "method"),
                    "balancing.method: smote-nc is for tables with columns of names, and dataset.categorical of variant "
                            + variant.label() + " names none; name them there, or use smote");
        }
    }

    /** What the classes' sizes forbid, as far as the file tells them; the rest shows only when rows are balanced. */
    private void checkSamplingStrategy(Variants.Resolved variant, DatasetSpec dataset, RowBalancing method) {
        String path = "balancing.samplingStrategy";
        if (method.samplingStrategy() instanceof SamplingStrategy.Ratio
                && dataset.knownClasses().isPresent()) {
            report(
                    variant.nearest("balancing", "samplingStrategy"),
                    path + ": a number is the ratio of two classes, but the images of variant " + variant.label()
                            + " are of ten; use auto, or a map from class to final number of rows such as {8: 500}");
        }
        if (method.samplingStrategy() instanceof SamplingStrategy.FinalCounts asked
                && dataset.imbalance() instanceof Imbalance.Counts thinned) {
            boolean adds = !(method instanceof RandomUnder);
            asked.counts().forEach((label, count) -> {
                Integer rows = thinned.counts().get(label);
                if (rows != null && (adds ? count < rows : count > rows)) {
                    report(
                            variant.nearest("balancing", "samplingStrategy", String.valueOf(label)),
                            path + "." + label + ": found " + count + ", but dataset.imbalance leaves class " + label
                                    + " of variant " + variant.label() + " " + rows + " rows, and "
                                    + (adds ? "over-sampling only adds" : "under-sampling only leaves out")
                                    + "; ask for " + rows + (adds ? " or more" : " or fewer"));
                }
            });
        }
    }
}
