package io.github.mnistlab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Balances once, in a fresh JVM as a worker does, and prints one line of JSON: seconds, rows and memory.
 *
 * <p>Seconds are those of balancing alone, by code that no compiler has seen yet. What it takes to load OpenBLAS, which
 * training needs as well, is told beside it. Memory is the most that the process had resident, of which
 * the images that went in and came out are told too.
 */
public final class BalancingTime {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

    private BalancingTime() {}

    /** @param args the method as JSON, such as {@code {"method": "smote"}}, and the ratio of imbalance, 1 for none */
    public static void main(String[] args) throws IOException, InvalidExperimentException {
        BalancingSpec method = method(args[0]);
        LabeledImages images = Mnist.imbalanced(Mnist.training(), Integer.parseInt(args[1]));
        Map<String, Object> result = new LinkedHashMap<>();
        long beforeLoading = System.nanoTime();
        Loader.load(openblas_nolapack.class);
        long start = System.nanoTime();
        result.put("loadSeconds", (start - beforeLoading) / 1e9);
        try {
            LabeledImages balanced =
                    method.balance(images, new RandomStreams(1)).rows().images();
            result.put("seconds", (System.nanoTime() - start) / 1e9);
            result.put("rowsIn", images.size());
            result.put("rowsOut", balanced.size());
            result.put("imageBytes", (long) ImageShape.MNIST_PIXELS * (images.size() + balanced.size()));
            result.put("peakBytes", peakBytes());
            result.put("digest", balanced.digest());
        } catch (NotApplicableException e) {
            result.put("refused", e.getMessage());
        }
        System.out.println(JSON.writeValueAsString(result));
    }

    /** As an experiment file has it, where JSON may stand and what is left out has its default. */
    private static BalancingSpec method(String json) throws InvalidExperimentException {
        String experiment = "name: time\ndataset: {source: mnist}\nbalancing: " + json;
        return ExperimentReader.read(experiment.getBytes(StandardCharsets.UTF_8), Path.of("time.yaml"))
                .variants()
                .get(0)
                .spec()
                .trained()
                .orElseThrow()
                .balancing();
    }

    /** As Linux counts it; 0 elsewhere. */
    private static long peakBytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        Matcher matcher = PEAK.matcher(Files.readString(status));
        return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
    }
}
