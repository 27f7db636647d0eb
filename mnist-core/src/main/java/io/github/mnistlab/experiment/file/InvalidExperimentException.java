package io.github.mnistlab.experiment.file;

import io.github.mnistlab.experiment.file.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment file, or several, that cannot be run as written. Carries every fault found, not only the first. */
public final class InvalidExperimentException extends Exception {
    private final transient List<Problem> problems;
    private final boolean foreign;

    /**
     * @param problems the faults, at least one
     * @param foreign whether the file is rather one of some other program
     * @throws IllegalArgumentException if there is none
     */
    InvalidExperimentException(List<Problem> problems, boolean foreign) {
        super(message(problems));
        this.problems = List.copyOf(problems);
        this.foreign = foreign;
    }

    /** Whether the file has no field that only an experiment has, as if it were one of some other program. */
    public boolean isForeign() {
        return foreign;
    }

    /** The faults, file by file, in the order of each file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an invalid experiment has at least one problem, but there is none");
        }
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
