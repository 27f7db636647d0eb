package io.github.mnistlab.maven;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.balance.ProbabilityBalancing;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A model to predict with.
 *
 * @param name whose it is, for people
 * @param network what it computes; where its balancing corrects probabilities, so does this
 */
record KeptModel(String name, PlainNetwork network) {

    /** A run's model beside its results. */
    private record Candidate(ExperimentResult result, Variant variant, RunResult run) {
        String name() {
            return variant.name() + " of " + result.name() + ", seed "
                    + run.id().seed();
        }
    }

    /** A file that nothing more is known of. */
    static KeptModel file(Path file) throws MojoExecutionException {
        try {
            PlainNetwork network = PlainNetwork.read(file);
            return new KeptModel(file.getFileName() + " (" + network.describe() + ")", network);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    /** That of the experiment that was run last. */
    static KeptModel among(Path outputDirectory, Optional<String> experiment, Optional<String> variant)
            throws MojoExecutionException {
        List<Candidate> all = candidates(outputDirectory);
        Candidate chosen = all.stream()
                .filter(candidate ->
                        experiment.isEmpty() || candidate.result().name().equals(experiment.get()))
                .filter(candidate ->
                        variant.isEmpty() || candidate.variant().name().equals(variant.get()))
                .max(Comparator.comparing(candidate -> candidate.result().finished()))
                .orElseThrow(() -> new MojoExecutionException(missing(outputDirectory, all)));
        // Of one result, the first in the order of the file.
        Candidate first = all.stream()
                .filter(candidate -> candidate.result().equals(chosen.result()))
                .filter(candidate ->
                        variant.isEmpty() || candidate.variant().name().equals(variant.get()))
                .findFirst()
                .orElse(chosen);
        Path folder = outputDirectory.resolve(first.result().name());
        Path file = folder.resolve(first.run().model()).normalize();
        if (!folder.normalize().equals(file.getParent())) {
            throw new MojoExecutionException(
                    "The model of " + first.name() + " must lie beside its result, but is said to" + " be "
                            + first.run().model());
        }
        KeptModel plain = file(file);
        int[] counts = first.run().outcome().trainingCounts().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        BalancingSpec balancing = first.variant().spec().balancing();
        String correction =
                balancing instanceof ProbabilityBalancing ? ", its probabilities corrected as in the experiment" : "";
        try {
            return new KeptModel(
                    first.name() + " (" + plain.network().describe() + ")" + correction,
                    plain.network().corrected(balancing, counts));
        } catch (NotApplicableException e) {
            throw new MojoExecutionException("The model of " + first.name() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String missing(Path outputDirectory, List<Candidate> all) {
        return all.isEmpty()
                ? "There is no kept model in " + outputDirectory
                        + ". To have one: mvn mnist:experiment; or name a file with -Dmnist.model=model.zip"
                : "No model was kept of what is named; there are those of "
                        + String.join("; ", all.stream().map(Candidate::name).toList());
    }

    private static List<Candidate> candidates(Path outputDirectory) throws MojoExecutionException {
        List<Candidate> candidates = new ArrayList<>();
        if (!Files.isDirectory(outputDirectory)) {
            return candidates;
        }
        ResultStore store = new ResultStore(outputDirectory, new Provenance("reader", null, null));
        try (Stream<Path> folders = Files.list(outputDirectory)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                String name = String.valueOf(folder.getFileName());
                Optional<ExperimentResult> result = name.startsWith(".") ? Optional.empty() : store.load(name);
                if (result.isPresent() && result.get().name().equals(name)) {
                    for (Variant variant : result.get().specification()) {
                        result.get().runsOf(variant.name()).stream()
                                .filter(run -> run.model() != null)
                                .map(run -> new Candidate(result.get(), variant, run))
                                .forEach(candidates::add);
                    }
                }
            }
            return candidates;
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Cannot read the results in " + outputDirectory + ": " + e.getMessage(), e);
        }
    }
}
