package io.github.mnistlab.lock;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A run as it was accepted and as it is now.
 *
 * @param id which run
 * @param before its metrics as they were accepted
 * @param now its metrics now
 * @param firstDifferentEpoch the first epoch at whose end the parameters are not the same; empty if they are at the end of
 *     all
 * @param sameModel whether the parameters of the model are the same to the bit
 * @param sameProbabilities whether the test probabilities are the same to the bit
 * @param images what became of each test image; empty if the run was tested on other images before
 */
public record RunComparison(
        RunId id,
        Evaluation before,
        Evaluation now,
        OptionalInt firstDifferentEpoch,
        boolean sameModel,
        boolean sameProbabilities,
        Optional<Images> images) {

    /**
     * Test images by their place among the test rows, from 0.
     *
     * @param becameRight wrong before, right now
     * @param becameWrong right before, wrong now
     * @param otherwiseWrong wrong before and now, but not in the same way
     */
    public record Images(List<Integer> becameRight, List<Integer> becameWrong, List<Integer> otherwiseWrong) {
        /** Copies. */
        public Images {
            becameRight = RowNumbers.of(becameRight);
            becameWrong = RowNumbers.of(becameWrong);
            otherwiseWrong = RowNumbers.of(otherwiseWrong);
        }

        /** How many are predicted otherwise than before. */
        public int changed() {
            return becameRight.size() + becameWrong.size() + otherwiseWrong.size();
        }
    }

    /**
     * @param sameImages whether both were tested on the same images
     */
    static RunComparison of(LockedRun before, LockedRun now, boolean sameImages) {
        return new RunComparison(
                now.id(),
                before.evaluation(),
                now.evaluation(),
                firstDifferentEpoch(before.epochs(), now.epochs()),
                before.parameters().equals(now.parameters()),
                before.probabilities().equals(now.probabilities()),
                sameImages ? Optional.of(images(before.distances(), now.distances())) : Optional.empty());
    }

    /** Whether every parameter of every epoch, every probability and so every metric is the same. */
    public boolean identical() {
        return firstDifferentEpoch.isEmpty() && sameModel && sameProbabilities && before.equals(now);
    }

    private static OptionalInt firstDifferentEpoch(List<String> before, List<String> now) {
        int both = Math.min(before.size(), now.size());
        return IntStream.rangeClosed(1, Math.max(before.size(), now.size()))
                .filter(epoch -> epoch > both || !before.get(epoch - 1).equals(now.get(epoch - 1)))
                .findFirst();
    }

    private static Images images(Predictions before, Predictions now) {
        return new Images(
                rows(before, now, false, true), rows(before, now, true, false), rows(before, now, false, false));
    }

    private static List<Integer> rows(Predictions before, Predictions now, boolean rightBefore, boolean rightNow) {
        return IntStream.range(0, now.rows())
                .filter(row -> before.predicted(row) != now.predicted(row))
                .filter(row -> right(before, row) == rightBefore && right(now, row) == rightNow)
                .boxed()
                .toList();
    }

    private static boolean right(Predictions predictions, int row) {
        return predictions.predicted(row) == predictions.label(row);
    }
}
