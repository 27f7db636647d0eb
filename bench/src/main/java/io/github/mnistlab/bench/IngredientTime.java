package io.github.mnistlab.bench;

import io.github.mnistlab.model.step.StepTrial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains steps with each ingredient in turn, one after the other in one process, so that a machine whose speed varies is as slow
 * for all; prints the medians of their times as JSON, in milliseconds.
 */
public final class IngredientTime {
    private static final List<StepTrial.Kind> KINDS = List.of(
            StepTrial.Kind.OURS,
            StepTrial.Kind.NORMALIZED,
            StepTrial.Kind.DROPOUT,
            StepTrial.Kind.AUGMENTED,
            StepTrial.Kind.REGULARIZED);

    /** Until HotSpot has compiled what there is to compile. */
    private static final int WARM_UP = 300;

    private IngredientTime() {}

    /** @param args the hidden layers' units, such as {@code 512,512}; rows in a batch; seconds */
    public static void main(String[] args) {
        List<Integer> hidden =
                Stream.of(args[0].split(",", -1)).map(Integer::valueOf).toList();
        int batch = Integer.parseInt(args[1]);
        Map<StepTrial.Kind, StepTrial> trials = new EnumMap<>(StepTrial.Kind.class);
        Map<StepTrial.Kind, List<Long>> times = new EnumMap<>(StepTrial.Kind.class);
        for (StepTrial.Kind kind : KINDS) {
            trials.put(kind, new StepTrial(kind, Mnist.training(), hidden, batch, 1));
            times.put(kind, new ArrayList<>());
        }
        for (int i = 0; i < WARM_UP; i++) {
            trials.values().forEach(StepTrial::run);
        }
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000;
        while (System.nanoTime() < end) {
            trials.forEach((kind, trial) -> {
                long start = System.nanoTime();
                trial.run();
                times.get(kind).add(System.nanoTime() - start);
            });
        }
        trials.values().forEach(StepTrial::close);
        System.out.println(KINDS.stream()
                .map(kind -> String.format(
                        Locale.ROOT,
                        "\"%s\": %.3f",
                        kind.name().toLowerCase(Locale.ROOT),
                        median(times.get(kind)) / 1e6))
                .collect(Collectors.joining(", ", "{", "}")));
    }

    private static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
    }
}
