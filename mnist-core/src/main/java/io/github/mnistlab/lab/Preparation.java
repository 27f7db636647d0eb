package io.github.mnistlab.lab;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.MissingDataException;
import io.github.mnistlab.data.folder.PictureFolders;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.external.PredictionsFile;
import io.github.mnistlab.gate.GateClasses;
import io.github.mnistlab.gate.JudgedGates;
import io.github.mnistlab.gate.SlicedGates;
import io.github.mnistlab.model.Processor;
import io.github.mnistlab.report.DownloadLines;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.DisclosedVariables;
import io.github.mnistlab.run.JudgedFile;
import io.github.mnistlab.run.JudgedFiles;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.TestSlices;
import io.github.mnistlab.worker.CodeDigest;
import io.github.mnistlab.worker.NativeKernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Experiments made ready to run: their data found, their libraries at hand, their runs and keys worked out. */
final class Preparation {
    private final LabSettings settings;
    private final LabListener listener;
    private final Map<Map<String, String>, SortedMap<String, String>> disclosed = new HashMap<>();

    Preparation(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * What is ready.
     *
     * @param experiments in the order in which they were given
     * @param classpath of the workers; empty where nothing is trained
     * @param onnxRuntime the jars of ONNX Runtime; empty where no model needs it
     */
    record Ready(List<PreparedExperiment> experiments, List<Path> classpath, List<Path> onnxRuntime) {}

    /** What workers run on, with the fastest backend or the one that the user named. */
    Libraries.Found libraries() {
        return settings.workers()
                .libraries()
                .find(kernels().backend(), settings.storage().offline());
    }

    /**
     * Prepares experiments.
     *
     * @throws io.github.mnistlab.data.DataException if data is missing or damaged
     */
    Ready prepare(List<ExperimentFile> experiments) {
        Optional<Libraries.Found> libraries = experiments.stream().anyMatch(experiment -> trains(experiment.spec()))
                ? Optional.of(libraries())
                : Optional.empty();
        List<Path> onnxRuntime = experiments.stream().anyMatch(experiment -> asksOnnx(experiment.spec()))
                ? settings.workers().libraries().onnxRuntime(settings.storage().offline())
                : List.of();
        DatasetResolver datasets = datasets();
        List<PreparedExperiment> prepared = new ArrayList<>();
        try {
            // While data is read: of both there may be more than a hundred megabytes.
            CompletableFuture<CodeDigest> code = CompletableFuture.supplyAsync(
                    () -> digest(libraries.map(Libraries.Found::classpath).orElse(List.of())));
            String onnxDigest = CodeDigest.ofFiles(onnxRuntime);
            for (ExperimentFile experiment : experiments) {
                Optional<NativeKernels> kernels = trains(experiment.spec())
                        ? Optional.of(kernels(
                                experiment.spec(), libraries.orElseThrow().backend()))
                        : Optional.empty();
                Map<RunSpec, DataFiles> files = datasets.resolve(experiment);
                Computation computation = kernels.isPresent()
                        ? training(experiment.spec(), joined(code), kernels.get())
                        : Computation.ofJudging(CodeDigest.ofJudging());
                if (asksOnnx(experiment.spec())) {
                    computation = computation.withOnnxRuntime(onnxDigest);
                }
                refuse(GateClasses.faults(experiment.spec(), files));
                Map<RunId, JudgedFile> judged = JudgedFiles.resolve(experiment, files);
                refuse(JudgedGates.faults(experiment.spec(), judged, PredictionsFile::hasClassesAlone));
                Optional<TestSlices> slices = TestSlices.resolve(experiment, files);
                slices.ifPresent(read -> refuse(SlicedGates.faults(experiment.spec(), read.slices())));
                prepared.add(PreparedExperiment.of(
                                experiment.spec(),
                                files,
                                judged,
                                computation,
                                kernels.map(NativeKernels::environment).orElse(new TreeMap<>()))
                        .withSlices(slices));
            }
            return new Ready(prepared, libraries.map(Libraries.Found::classpath).orElse(List.of()), onnxRuntime);
        } catch (MissingDataException e) {
            throw withHint(e);
        } catch (IOException e) {
            throw new LabException.Storage("Cannot read the classes that compute: " + IoReason.of(e), e);
        }
    }

    /** Gates that ask for what the data do not have, before anything is trained. */
    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new LabException.Experiments(String.join("\n", faults));
        }
    }

    private static CodeDigest digest(List<Path> classpath) {
        try {
            return CodeDigest.of(classpath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CodeDigest joined(CompletableFuture<CodeDigest> code) throws IOException {
        try {
            return code.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw e;
        }
    }

    /** Whether any variant is trained, so that Deeplearning4j and its native libraries are needed. */
    static boolean trains(ExperimentSpec experiment) {
        return experiment.variants().stream()
                .anyMatch(variant -> variant.spec().trained().isPresent());
    }

    /** Whether any variant is an ONNX model, so that ONNX Runtime is needed. */
    private static boolean asksOnnx(ExperimentSpec experiment) {
        return experiment.variants().stream()
                .flatMap(variant -> variant.spec().judged().stream())
                .anyMatch(judged -> judged.model() instanceof JudgedModel.Onnx);
    }

    private Computation training(ExperimentSpec experiment, CodeDigest code, NativeKernels kernels) throws IOException {
        Computation computation = new Computation(
                code.value(), code.nativeLibraries(), kernels.backend(), disclosed(kernels.environment()));
        boolean judges = experiment.variants().stream()
                .anyMatch(variant -> variant.spec().trained().isEmpty());
        return judges ? computation.withJudging(CodeDigest.ofJudging()) : computation;
    }

    /** The digest of a value takes its time, and most experiments have the same. */
    private SortedMap<String, String> disclosed(Map<String, String> variables) {
        return disclosed.computeIfAbsent(variables, all -> DisclosedVariables.of(all, settings.workers()::discloses));
    }

    /** The same, and what to do. */
    DataException withHint(MissingDataException missing) {
        return new DataException(
                missing.getMessage() + "\nTo fetch it, run with a network: "
                        + settings.hints().fetch(missing.dataset()),
                missing);
    }

    DatasetResolver datasets() {
        Path written = settings.outputDirectory().resolve(".data");
        return new DatasetResolver(
                settings.storage().publicSets(),
                new GeneratedDigitsStore(written),
                new PictureFolders(written),
                downloads());
    }

    /** Tells the listener of downloads. */
    DownloadListener downloads() {
        return new DownloadLines(
                line -> listener.line(LabListener.Level.INFO, line),
                line -> listener.line(LabListener.Level.WARNING, line));
    }

    private NativeKernels kernels() {
        NativeKernels fastest = NativeKernels.fastestFor(Processor.detect());
        return settings.workers().backend().map(fastest::withBackend).orElse(fastest);
    }

    private NativeKernels kernels(ExperimentSpec experiment, String backend) {
        return switch (experiment.reproducibility()) {
            case FAST ->
                kernels()
                        .withBackend(backend)
                        .withEnvironment(settings.workers().environment());
            case PORTABLE -> portableKernels(experiment.name(), backend);
        };
    }

    /** The kernels of an experiment whose bits are to be the same on every machine. */
    private NativeKernels portableKernels(String experiment, String backend) {
        NativeKernels portable;
        try {
            portable = NativeKernels.portableOn(Processor.detect());
        } catch (UnsupportedOperationException e) {
            throw new LabException.Setting(experiment + ": " + e.getMessage() + ".");
        }
        Optional<String> named = settings.workers().backend();
        Map<String, String> variables = settings.workers().environment();
        Set<String> changed = new TreeSet<>(variables.keySet());
        changed.retainAll(portable.environment().keySet());
        if (named.isPresent()) {
            changed.add(settings.hints().setting("backend"));
        }
        if (!changed.isEmpty()) {
            throw new LabException.Setting(
                    experiment + " has reproducibility: portable, which pins backend, kernels and threads; remove "
                            + String.join(", ", changed) + ", or choose reproducibility: fast.");
        }
        if (!portable.backend().equals(backend)) {
            throw new LabException.Library(
                    experiment + " has reproducibility: portable, which computes with the build " + portable.backend()
                            + " of org.nd4j:nd4j-native, but on the class path is " + backend
                            + "; add that build by its classifier, or choose reproducibility: fast.",
                    null);
        }
        return portable.withEnvironment(variables);
    }
}
