package io.github.mnistlab.lab;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.balance.ProbabilityBalancing;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.predict.ImageModel;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models that lie beside results. */
final class KeptModels {
    private final LabSettings settings;
    private final LabListener listener;

    KeptModels(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * A run's model beside its results.
     *
     * @param folder of the experiment's results
     */
    private record Candidate(Path folder, ExperimentResult result, Variant variant, RunResult run) {
        String name() {
            return variant.name() + " of " + result.name() + ", seed "
                    + run.id().seed();
        }

        boolean fits(Model.Kept wanted) {
            return wanted.experiment()
                            .filter(name -> !name.equals(result.name()))
                            .isEmpty()
                    && wanted.variant()
                            .filter(name -> !name.equals(variant.name()))
                            .isEmpty();
        }
    }

    /** @throws LabException.Model if there is none such, or it cannot be used */
    KeptModel find(Model model) {
        if (model instanceof Model.File file) {
            return file(file);
        }
        Model.Kept wanted = (Model.Kept) model;
        List<Candidate> all = candidates(wanted);
        List<Candidate> fitting =
                all.stream().filter(candidate -> candidate.fits(wanted)).toList();
        Candidate latest = fitting.stream()
                .max(Comparator.comparing(candidate -> candidate.result().finished()))
                .orElseThrow(() -> new LabException.Model(missing(all, wanted), null));
        return of(fitting.stream()
                .filter(candidate -> candidate.folder().equals(latest.folder()))
                .findFirst()
                .orElseThrow());
    }

    private KeptModel file(Model.File model) {
        Path name = model.path().getFileName();
        String lower = String.valueOf(name).toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\.(csv|npy|bin)(\\.gz)?")) {
            throw new LabException.Model(
                    model.path()
                            + " is a file of what a model predicted, which cannot read pictures; name the model itself, as"
                            + " ONNX or as Deeplearning4j saves it.",
                    null);
        }
        if (lower.endsWith(".onnx")) {
            return onnx(model);
        }
        PlainNetwork network = network(model.path());
        requireDigits(model.path().toString(), network);
        return new KeptModel(name + " (" + network.describe() + ")", ImageModel.of(network));
    }

    private KeptModel onnx(Model.File model) {
        try {
            OnnxPictures pictures = OnnxPictures.of(settings, model);
            return new KeptModel(model.path().getFileName() + " (" + pictures.describe() + ")", pictures);
        } catch (DataException e) {
            throw new LabException.Model(
                    "Cannot read pictures with the model " + e.getMessage() + "\n  Here: "
                            + settings.hints().onnxOptions(),
                    e);
        }
    }

    private static PlainNetwork network(Path file) {
        try {
            return PlainNetwork.read(file);
        } catch (IOException e) {
            throw new LabException.Model("Cannot read the model " + file + ": " + IoReason.of(e, file), e);
        }
    }

    private KeptModel of(Candidate candidate) {
        Path folder = candidate.folder();
        Path file = folder.resolve(candidate.run().model()).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new LabException.Model(
                    "The model of " + candidate.name() + " must lie beside its result, but is said to be "
                            + candidate.run().model(),
                    null);
        }
        ImageShape shape =
                candidate.result().data().get(candidate.variant().name()).shape();
        if (shape != null) {
            throw new LabException.Model(
                    "The model of " + candidate.name() + " takes images of " + shape + ", but pictures are prepared as"
                            + " MNIST's digits were, " + ImageShape.MNIST,
                    null);
        }
        List<String> classNames =
                candidate.result().data().get(candidate.variant().name()).classNames();
        if (classNames != null) {
            throw new LabException.Model(
                    "The model of " + candidate.name() + " tells other things apart than digits: "
                            + String.join(", ", classNames) + "; pictures are read as digits",
                    null);
        }
        PlainNetwork plain = network(file);
        requireDigits("of " + candidate.name(), plain);
        int[] counts = candidate.run().outcome().trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        BalancingSpec balancing =
                candidate.variant().spec().trained().orElseThrow().balancing();
        String correction =
                balancing instanceof ProbabilityBalancing ? ", its probabilities corrected as in the experiment" : "";
        try {
            return new KeptModel(
                    candidate.name() + " (" + plain.describe() + ")" + correction,
                    ImageModel.of(plain.corrected(balancing, counts)));
        } catch (NotApplicableException e) {
            throw new LabException.Model("The model of " + candidate.name() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireDigits(String model, PlainNetwork network) {
        if (network.features() != ImageShape.MNIST_PIXELS) {
            throw new LabException.Model(
                    "The model " + model + " takes " + network.features() + " numbers, but pictures are prepared as"
                            + " MNIST's digits were, " + ImageShape.MNIST + ": " + ImageShape.MNIST_PIXELS,
                    null);
        }
    }

    private String missing(List<Candidate> all, Model.Kept wanted) {
        String places = places(wanted).map(Path::toString).collect(Collectors.joining(" or "));
        return all.isEmpty()
                ? "There is no kept model in " + places + ". To have one: "
                        + settings.hints().run() + "; or name a file with "
                        + settings.hints().modelFile()
                : "No model was kept of what is named; there are those of "
                        + String.join("; ", all.stream().map(Candidate::name).toList());
    }

    /** What lies there. A result that cannot be read is told and passed over, unless it is the one that is wanted. */
    private List<Candidate> candidates(Model.Kept wanted) {
        return places(wanted)
                .filter(Files::isDirectory)
                .flatMap(output -> candidates(wanted, output).stream())
                .toList();
    }

    private Stream<Path> places(Model.Kept wanted) {
        return Stream.concat(Stream.of(settings.outputDirectory()), wanted.elsewhere().stream())
                .distinct();
    }

    private List<Candidate> candidates(Model.Kept wanted, Path output) {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : folders(output)) {
            try {
                candidates.addAll(candidates(output, name));
            } catch (IOException e) {
                String message = "Cannot read the results of " + name + ": " + IoReason.of(e);
                if (wanted.experiment().equals(Optional.of(name))) {
                    throw new LabException.Model(message, e);
                }
                listener.line(LabListener.Level.WARNING, message + ". They are passed over.");
            }
        }
        return candidates;
    }

    private static List<String> folders(Path output) {
        try (Stream<Path> folders = Files.list(output)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LabException.Storage("Cannot read the results in " + output + ": " + IoReason.of(e, output), e);
        }
    }

    private List<Candidate> candidates(Path output, String name) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        Optional<ExperimentResult> result = new StoredResults(settings, output).any(name);
        if (result.isPresent() && result.get().name().equals(name)) {
            for (Variant variant : result.get().specification()) {
                if (variant.spec().trained().isEmpty()) {
                    continue;
                }
                result.get().runsOf(variant.name()).stream()
                        .filter(run -> run.model() != null)
                        .map(run -> new Candidate(output.resolve(name), result.get(), variant, run))
                        .forEach(candidates::add);
            }
        }
        return candidates;
    }
}
