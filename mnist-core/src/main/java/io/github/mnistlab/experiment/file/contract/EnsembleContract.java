package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.required;

import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.yaml.YamlNode;

/** What an experiment file says of a variant whose model is the mean of others. */
public final class EnsembleContract {
    public static final String NAME = "ensemble";
    public static final String OF = "of";

    private static final int MAX_MEMBERS = 100;

    static final Group ENSEMBLE = new Group(required(
            OF,
            new OneOf(new ListOf(NameForms.VARIANT, "variants", 2, MAX_MEMBERS, true), NameForms.VARIANT),
            "One variant, whose seeds all are joined into one model; or several, whose models of the same"
                    + " seed are joined."));

    private EnsembleContract() {}

    public static boolean isEnsemble(YamlNode variant) {
        return variant instanceof YamlNode.Mapping mapping && mapping.get(NAME).isPresent();
    }
}
