package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Reproducibility;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.ExperimentJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Variants whose model is the mean of others. */
class EnsembleVariantsTest {
    private static final String HEAD = "name: test\ndataset: {source: mnist}\nseeds: 5\n";

    @Test
    void oneVariantGivesOneModelAndSeveralGiveOneASeed() throws InvalidExperimentException, IOException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                variants:
                  five: {ensemble: {of: a}}
                  a: {}
                  b: {seeds: [2, 3, 9]}
                  both: {ensemble: {of: [b, a, elsewhere]}}
                  elsewhere: {model: {source: deeplearning4j, file: net.zip}}
                """);

        assertThat(spec.variant("five").seeds()).containsExactly(1L);
        assertThat(spec.variant("five").spec().isOneModel()).isTrue();
        assertThat(spec.variant("five").needed()).containsExactly("a");
        assertThat(spec.variant("both").seeds()).containsExactly(2L, 3L);
        assertThat(spec.variant("both").spec().isOneModel()).isFalse();
        RunSpec both = spec.variant("both").spec();
        assertThat(both)
                .isEqualTo(new RunSpec.Ensemble(
                        new DatasetSpec.Mnist(null, null, 1, null), List.of("b", "a", "elsewhere")));
        assertThat(ExperimentJson.MAPPER.readValue(CanonicalJson.write(both), RunSpec.class))
                .isEqualTo(both);
    }

    @Test
    void freshSeedsOfAnEnsembleAreThoseOfItsMembers() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read(HEAD + """
                variants:
                  a: {}
                  five: {ensemble: {of: a}}
                """).withFreshSeeds(4);

        assertThat(spec.variant("a").seeds()).hasSize(4);
        assertThat(spec.variant("five").seeds())
                .containsExactly(spec.variant("a").seeds().get(0));
    }

    @Test
    void whatCannotBeJoinedIsRefused() {
        assertThat(Yaml.faults(HEAD + """
                variants:
                  a: {}
                  few: {dataset: {source: mnist, test: 100}, seeds: [7]}
                  late: {seeds: [8]}
                  classes: {model: {source: predictions, file: a.csv, values: labels}}
                  fixed: {model: {source: predictions, file: b.csv}}
                  unknown: {ensemble: {of: [a, aa]}}
                  nested: {ensemble: {of: [a, unknown]}}
                  itself: {ensemble: {of: itself}}
                  elsewhere: {ensemble: {of: [a, few]}}
                  apart: {ensemble: {of: [a, late]}}
                  mean: {ensemble: {of: [a, classes]}}
                  one: {ensemble: {of: fixed}}
                  settings: {ensemble: {of: a}, training: {epochs: 3}, startFrom: a}
                  nothing: {ensemble: {}}
                """))
                .containsExactly(
                        "10:32: variants.unknown.ensemble.of: there is no variant \"aa\"; did you mean \"a\"? (variants: a, few, late,"
                                + " classes, fixed, unknown, nested, itself, elsewhere, apart, mean, one, settings, nothing)",
                        "11:31: variants.nested.ensemble.of: unknown is an ensemble itself; name the variants that it joins",
                        "12:27: variants.itself.ensemble.of: itself is an ensemble itself; name the variants that it joins",
                        "13:34: variants.elsewhere.ensemble.of: a and few are tested on different rows, so that their"
                                + " probabilities have no mean",
                        "14:10: variants.apart.ensemble.of: these variants have no seed in common; give them the same seeds",
                        "15:29: variants.mean.ensemble.of: classes has values: labels, the predicted classes alone, of which"
                                + " there is no mean",
                        "16:24: variants.one.ensemble.of: fixed is one model, and so would be its mean; give it more seeds, or"
                                + " name several variants",
                        "17:33: variants.settings.training: an ensemble joins models that others have trained, and has no"
                                + " settings of its own; take this out",
                        "17:56: variants.settings.startFrom: an ensemble joins models that others have trained, and has no"
                                + " settings of its own; take this out",
                        "18:23: variants.nothing.ensemble.of: is missing; name a variant, or a list of variants");
    }

    @Test
    void labelsAloneAreEnoughForMembersThatNeedNoImages() throws InvalidExperimentException {
        ExperimentSpec spec = Yaml.read("""
                name: test
                dataset: {source: labels, file: a.csv, label: truth}
                variants:
                  a: {model: {source: predictions, file: a.csv}}
                  b: {model: {source: predictions, file: b.csv}}
                  both: {ensemble: {of: [a, b]}}
                """);

        assertThat(spec.variant("both").spec().ensemble()).isPresent();
        assertThat(Yaml.faults(HEAD + "variants:\n  a: {}\n  twice: {ensemble: {of: [a, a]}}\n"))
                .singleElement()
                .asString()
                .contains("variants.twice.ensemble.of[1]: found the text \"a\" a second time");
    }

    @Test
    void anExperimentRefusesWhatItsFileCould() {
        DatasetSpec mnist = new DatasetSpec.Mnist(null, null, 1, null);
        Variant joined = new Variant("joined", null, List.of(1L), new RunSpec.Ensemble(mnist, List.of("joined")));

        assertThatThrownBy(() -> new ExperimentSpec(
                        "test",
                        "",
                        List.of(),
                        Reproducibility.FAST,
                        List.of(joined),
                        Optional.empty(),
                        false,
                        List.of()))
                .hasMessage("variant joined is an ensemble of joined, which is one itself");
    }
}
