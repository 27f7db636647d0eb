package io.github.mnistlab.gate;

import static io.github.mnistlab.gate.Models.ONE_SEED;
import static io.github.mnistlab.gate.Models.judge;
import static io.github.mnistlab.gate.Models.rightOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.gate.finding.AcceptedRun;
import io.github.mnistlab.gate.finding.Scope;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gates against what was accepted, on predictions that are made up image by image. */
class AcceptedVerdictsTest {
    @Test
    void withoutALockNothingIsJudgedAndNothingBlocked() {
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100));

        Verdict verdict = judge(
                ONE_SEED,
                "{metric: accuracy, variant: baseline, notBelow: accepted, onInconclusive: fail}",
                models.strict());

        assertThat(verdict.status()).isEqualTo(VerdictStatus.NOT_JUDGED);
        assertThat(verdict.failsBuild()).isFalse();
        assertThat(verdict.sentence())
                .isEqualTo("accuracy of baseline not below accepted: no lock yet: accepting the results writes one");
    }

    @Test
    void acceptedResultsAreComparedImageByImageAndFigureByFigure() {
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100 + run.seed() % 3));
        Models before = new Models(run -> rightOn(1_000, image -> image >= 60 + run.seed() % 2));
        Models accepted = models.accepting(before.asAccepted(3));

        Verdict accuracy = judge("seeds: 3\n", "{metric: accuracy, variant: baseline, notBelow: accepted}", accepted);
        Verdict loss = judge("seeds: 3\n", "{metric: log-loss, variant: baseline, notBelow: accepted}", accepted);
        Verdict lossOfOne = judge(
                ONE_SEED,
                "{metric: log-loss, variant: baseline, notBelow: accepted}",
                models.accepting(before.asAccepted(1)));
        Verdict mixed = judge(ONE_SEED, "{metric: accuracy, variant: baseline, notBelow: accepted}", accepted);
        Verdict plain = judge(
                ONE_SEED, "{metric: accuracy, variant: baseline, notBelow: accepted, confidence: none}", accepted);
        Verdict unknown = judge(ONE_SEED, "{metric: accuracy, variant: smote, notBelow: accepted}", accepted);

        assertThat(accuracy.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(accuracy.evidence().scope()).isEqualTo(Scope.RECIPE);
        assertThat(loss.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(loss.evidence().scope()).isEqualTo(Scope.RECIPE_ON_TEST_IMAGES);
        assertThat(lossOfOne.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(lossOfOne.settledBy()).contains("one figure a side has no spread to tell luck by");
        assertThat(mixed.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(plain.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(unknown.status()).isEqualTo(VerdictStatus.NOT_JUDGED);
        assertThat(unknown.settledBy()).isEqualTo("the accepted results have no variant smote");
    }

    @Test
    void whyNothingCanBeSaidIsTold() {
        Models models = new Models(run -> rightOn(200, image -> image >= 20 + run.seed() % 3));
        Models accepted = models.accepting(models.asAccepted(5));
        String loss = "{metric: log-loss, variant: baseline, notBelow: accepted}";
        String ofModels = "{metric: log-loss, variant: baseline, notBelow: accepted, speaksOf: models}";
        String lowestOfNext = "{metric: min(recall), variant: smote, notBelow: baseline, margin: 0.1, speaksOf: next}";
        String single = "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.1, speaksOf: recipe}";

        assertThat(whyInconclusive(ONE_SEED, loss, accepted))
                .isEqualTo("one side has a single seed and the other several: as many on both would tell");
        assertThat(whyInconclusive("seeds: 5\n", loss, models.accepting(models.asAccepted(1))))
                .isEqualTo("one side has a single seed and the other several: as many on both would tell");
        assertThat(whyInconclusive("seeds: 5\n", ofModels, accepted))
                .isEqualTo("of the accepted models only figures were kept, which tell of the recipe alone");
        assertThat(whyInconclusive("seeds: 5\n", lowestOfNext, models))
                .isEqualTo("the next model's difference takes the same seeds on both sides, or one model that it is"
                        + " compared with, and a metric other than min(...)");
        assertThat(whyInconclusive(ONE_SEED, single, models))
                .isEqualTo("one seed tells of its own model alone: several seeds tell of the recipe and of the next"
                        + " model");
        assertThat(whyInconclusive(
                        ONE_SEED, single.replace("baseline", "accepted").replace("smote", "baseline"), accepted))
                .startsWith("one side has a single seed and the other several");
        assertThat(judge(ONE_SEED, single.replace("recipe", "models"), models).rests())
                .isPresent();
    }

    @Test
    void whatAcceptedResultsDoNotSayIsNotJudged() {
        Models models = new Models(run -> rightOn(200, image -> image >= 20));
        AcceptedResults.Run classesAlone = new AcceptedRun(
                1, Map.of(), Optional.of(rightOn(200, image -> true).withoutProbabilities()), Optional.empty());

        Verdict verdict = judge(
                ONE_SEED,
                "{metric: log-loss, variant: baseline, notBelow: accepted}",
                models.accepting(variant -> List.of(classesAlone)));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.NOT_JUDGED);
        assertThat(verdict.settledBy()).isEqualTo("the accepted results do not say log-loss");
    }

    private static String whyInconclusive(String head, String gate, Models models) {
        Verdict verdict = judge(head, gate, models);
        assertThat(verdict.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        return verdict.settledBy();
    }

    /** Else a gate without margin would be inconclusive in every build that changes nothing. */
    @Test
    void whatHasNotChangedIsNotBelowAndNotBetter() {
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100 + run.seed() % 3));
        Models unchanged = models.accepting(models.asAccepted(5, true));
        Models otherwiseTheSame = models.accepting(models.asAccepted(5, false));
        String notBelow = "{metric: accuracy, variant: baseline, notBelow: accepted}";
        String better = "{metric: accuracy, variant: baseline, better: accepted}";

        Verdict same = judge("seeds: 5\n", notBelow, unchanged);
        Verdict loss = judge("seeds: 5\n", "{metric: log-loss, variant: baseline, notBelow: accepted}", unchanged);
        Verdict noBetter = judge("seeds: 5\n", better, unchanged);
        Verdict equal = judge("seeds: 5\n", notBelow, otherwiseTheSame);

        assertThat(same.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(same.bounds()).contains("the same probabilities to the bit");
        assertThat(loss.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(noBetter.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(noBetter.settledBy()).isEqualTo("nothing has changed: the results are those accepted, to the bit");
        // As many right on these images need not be as many on others.
        assertThat(equal.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
    }

    @Test
    void acceptedResultsOfOtherImagesAreNotCompared() {
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100));
        AcceptedResults.Run elsewhere = new AcceptedRun(1, Map.of(), Optional.empty(), Optional.empty());

        Verdict verdict = judge(
                ONE_SEED,
                "{metric: accuracy, variant: baseline, notBelow: accepted}",
                models.accepting(variant -> List.of(elsewhere)));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.NOT_JUDGED);
        assertThat(verdict.settledBy()).isEqualTo("the accepted results are of other test rows");
    }
}
