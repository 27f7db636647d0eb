package io.github.mnistlab.lock;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.result.TestLabels;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.TestImages;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The results of a lock that the gates of an experiment, as it is now, are held against. For many threads. */
public final class LockedReference implements AcceptedResults {
    private final Lock lock;
    private final PreparedExperiment present;
    private final TestLabels labels;

    /**
     * @param present decides which test rows are compared one by one: only the same ones
     */
    public LockedReference(Lock lock, PreparedExperiment present) {
        this.lock = lock;
        this.present = present;
        this.labels = new TestLabels(present);
    }

    @Override
    public List<Run> runsOf(String variant) {
        LockedResults reference = lock.reference(variant);
        return reference.runs().stream()
                .filter(run -> run.id().variant().equals(variant))
                .sorted(Comparator.comparingLong(run -> run.id().seed()))
                .<Run>map(run -> new LockedReferenceRun(
                        run, isOnTheSameImages(reference, variant), reference.isOneModel(variant)))
                .toList();
    }

    private boolean isOnTheSameImages(LockedResults reference, String variant) {
        RunSpec spec = present.spec().variant(variant).spec();
        TestImages now = TestImages.of(spec.dataset(), present.files().get(spec).digests());
        return TestImages.of(reference.specification(), reference.data(), variant)
                .equals(now);
    }

    private final class LockedReferenceRun implements Run {
        private final LockedRun run;
        private final boolean onTheSameImages;
        private final boolean oneModel;

        LockedReferenceRun(LockedRun run, boolean onTheSameImages, boolean oneModel) {
            this.run = run;
            this.onTheSameImages = onTheSameImages;
            this.oneModel = oneModel;
        }

        @Override
        public boolean isOneModel() {
            return oneModel;
        }

        @Override
        public long seed() {
            return run.id().seed();
        }

        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            return metric.classLabel().orElse(0) < run.evaluation().classes()
                    ? Optional.of(metric.of(run.evaluation()))
                    : Optional.empty();
        }

        @Override
        public Optional<Predictions> predictions() {
            return onTheSameImages
                    ? Optional.of(run.predictions(labels.of(run.id().variant())))
                    : Optional.empty();
        }

        @Override
        public Optional<String> probabilityDigest() {
            return onTheSameImages ? Optional.of(run.probabilities()) : Optional.empty();
        }
    }
}
