package io.github.mnistlab.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project with one run that has all that a checkpoint must remember, in a folder and with a cache of its own. Its
 * network is wide and its rows are few, so that writing a checkpoint takes a good part of the time.
 */
final class ResumableRun {
    private static final String EXPERIMENT = """
            name: long
            dataset: {source: generated-digits, training: 400, test: 200}
            split: {validation: 100}
            model: {hidden: [1536, 768], dropout: 0.2, l2: 0.00001}
            training:
              epochs: %d
              batchSize: 64
              learningRateSchedule: {type: exponential, decay: 0.95}
              earlyStopping: {monitor: validation-loss, patience: 100, restoreBest: true}
            """;
    private static final Pattern RESUMED =
            Pattern.compile("long baseline-1: goes on after epoch (\\d+) \\(checkpoint\\)");

    private static final Pattern EPOCH = Pattern.compile("long baseline-1: (?:goes on after )?epoch (\\d+)");

    private static final List<String> BITS = List.of(
            "history",
            "chosenEpoch",
            "parameterDigest",
            "predictionDigest",
            "splitDigest",
            "trainingCounts",
            "balancedCounts",
            "syntheticExamples",
            "validationRows",
            "testRows");

    private final Path folder;
    private final int epochs;

    ResumableRun(Path folder, int epochs) {
        this.folder = folder;
        this.epochs = epochs;
    }

    MavenBuild start() throws IOException {
        return MavenBuild.start(
                folder,
                EXPERIMENT.formatted(epochs),
                Stream.concat(MavenBuild.ownCache(folder), Stream.of("mnist:experiment"))
                        .toArray(String[]::new));
    }

    /** Where its results go. */
    Path results() {
        return folder.resolve("target/mnist");
    }

    /** Where its checkpoints are. */
    Path checkpoints() {
        return folder.resolve("cache/checkpoints");
    }

    /** Checkpoints that are being written, or were when their writer ended. */
    List<Path> unfinished() throws IOException {
        return files(".part");
    }

    List<Path> files(String suffix) throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints())) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .toList();
        }
    }

    /** The epoch after which a build went on; 0 if it began afresh, -1 if it did not come so far. */
    static int resumedAfter(MavenBuild build) throws IOException {
        Matcher matcher = RESUMED.matcher(build.log());
        if (matcher.find()) {
            return Integer.parseInt(matcher.group(1));
        }
        return build.log().contains("long baseline-1: epoch 1,") ? 0 : -1;
    }

    /** The last epoch that a build told of, trained or taken from a checkpoint; 0 for none. */
    static int lastEpoch(MavenBuild build) throws IOException {
        return EPOCH.matcher(build.log())
                .results()
                .mapToInt(epoch -> Integer.parseInt(epoch.group(1)))
                .reduce(0, (earlier, later) -> later);
    }

    /** Whether a build has been heard of training, and not of the end of it. */
    static boolean trains(MavenBuild build) throws IOException {
        return resumedAfter(build) >= 0 && !build.log().contains("long baseline-1: done");
    }

    /** All of the run's result that must not depend on how often it was ended: no times, no memory, no machine. */
    static JsonNode bits(MavenBuild build) throws IOException {
        JsonNode outcome = new ObjectMapper()
                .readTree(build.results().resolve("result.json").toFile())
                .at("/runs/0/outcome");
        ObjectNode bits = outcome.deepCopy();
        bits.retain(BITS);
        bits.get("history").forEach(epoch -> ((ObjectNode) epoch).remove("seconds"));
        if (bits.path("parameterDigest").asText().length() != 64
                || bits.path("predictionDigest").asText().length() != 64
                || bits.path("history").isEmpty()) {
            throw new AssertionError("the result lacks its digests: " + bits);
        }
        return bits;
    }
}
