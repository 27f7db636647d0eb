package io.github.mnistlab.maven.init;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A first experiment: what it is about. Each has a gate that is missed for a reason that its reader can see. */
public enum Starter implements Choice {
    /** Digits that a program draws, three of them rare. */
    GENERATED_DIGITS("generated-digits", "digits that a program draws; nothing is downloaded", List.of()),

    /** The real thing. */
    MNIST("mnist", "MNIST, downloaded once (11 MB)", List.of()),

    /** Rows of numbers and names. */
    TABLE("table", "a table (CSV), of which there is an example", List.of("machines.csv")),

    /** Models that others trained. */
    PREDICTIONS(
            "predictions",
            "predictions of models from elsewhere; nothing is trained",
            List.of("labels.csv", "current.csv", "candidate.csv"));

    private final String option;
    private final String description;
    // Made by List.of, which nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> example;

    Starter(String option, String description, List<String> example) {
        this.option = option;
        this.description = description;
        this.example = example;
    }

    @Override
    public String option() {
        return option;
    }

    @Override
    public String description() {
        return description;
    }

    /**
     * The experiment's file, and those of an example's data.
     *
     * @param folder of experiments
     * @param name of the experiment
     */
    List<PlannedFile> files(Path folder, String name) {
        List<PlannedFile> files = new ArrayList<>();
        files.add(PlannedFile.of(
                folder.resolve(name + ".yaml"), Template.text(option + ".yaml", Map.of("name", name)), true));
        example.forEach(file ->
                files.add(PlannedFile.of(folder.resolve(name + "-" + file), Template.text(file, Map.of()), false)));
        return files;
    }
}
