package io.github.mnistlab.experiment.file;

import java.util.List;
import java.util.stream.Collectors;

/** An experiment file, or several, that cannot be run as written. Carries every fault found, not only the first. */
public final class InvalidExperimentException extends Exception {
    private final transient List<Problem> problems;

    /**
     * @param problems the faults, at least one
     * @throws IllegalArgumentException if there is none
     */
    public InvalidExperimentException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
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
