package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.finding.AcceptedRun;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Trained models that nobody trained, by run: what they predict is made up image by image. */
record Models(Function<RunId, Predictions> predictions, Optional<AcceptedResults> accepted, boolean isStrict) {
    static final String ONE_SEED = "seeds: [1]\n";

    Models(Function<RunId, Predictions> predictions) {
        this(predictions, Optional.empty(), false);
    }

    Models strict() {
        return new Models(predictions, accepted, true);
    }

    Models accepting(AcceptedResults results) {
        return new Models(predictions, Optional.of(results), isStrict);
    }

    /** As a lock keeps them: without probabilities. */
    AcceptedResults asAccepted(int seeds) {
        return asAccepted(seeds, false);
    }

    AcceptedResults asAccepted(int seeds, boolean toTheBit) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            Predictions made = predictions.apply(new RunId("baseline", seed));
            Evaluation evaluation =
                    Evaluation.of(made.labels(), made.probabilities().orElseThrow());
            Map<MetricExpression, MetricValue> values = new HashMap<>();
            MetricExpression.all(10).forEach(metric -> values.put(metric, metric.of(evaluation)));
            Optional<String> digest = toTheBit
                    ? Optional.of(SampleResults.predictionDigest(new RunId("baseline", seed)))
                    : Optional.empty();
            runs.add(new AcceptedRun(seed, values, Optional.of(made.withoutProbabilities()), digest));
        }
        return variant -> "baseline".equals(variant) ? runs : List.of();
    }

    interface OnImage {
        boolean isRight(int image);
    }

    /** Ten digits in turn; where it is wrong, it takes the next digit. */
    static Predictions rightOn(int images, OnImage rule) {
        int[] labels = new int[images];
        double[] probabilities = new double[images * 10];
        Arrays.fill(probabilities, 0.01);
        for (int image = 0; image < images; image++) {
            labels[image] = image % 10;
            int predicted = rule.isRight(image) ? labels[image] : (labels[image] + 1) % 10;
            probabilities[image * 10 + predicted] = 0.91;
        }
        return Predictions.of(labels, Probabilities.of(probabilities, 10));
    }

    static Verdict judge(String head, String gate, Models models) {
        return judgeAll(head, "  - " + gate + "\n", models).get(0);
    }

    static Verdict judge(String head, String gate, String baseline, String smote, Models models) {
        String yaml = "name: sample\ndataset: {source: generated-digits}\n" + head + "variants:\n  baseline: {"
                + baseline + "}\n  smote: {" + smote + "}\ngates:\n  - " + gate + "\n";
        return judge(SampleResults.spec(yaml), models).get(0);
    }

    static List<Verdict> judgeAll(String head, String gates, Models models) {
        return judge(SampleResults.spec(SampleResults.TWO_VARIANTS + head + "gates:\n" + gates), models);
    }

    private static List<Verdict> judge(ExperimentSpec spec, Models models) {
        ExperimentResult result = SampleResults.of(spec, run -> {
            Predictions made = models.predictions().apply(run);
            return Evaluation.of(made.labels(), made.probabilities().orElseThrow());
        });
        return Judge.judge(
                spec,
                result,
                new Grounds(run -> models.predictions().apply(run.id()), models.accepted(), models.isStrict()));
    }
}
