package io.github.mnistlab.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What executes runs. How many workers there are, and where, changes no result.
 *
 * @param count how many runs to execute side by side; as many as there are cores if 0
 * @param timeout after how long without a sign of life a worker is taken for hung and ended; zero for never
 * @param memory the most for a worker's Java heap, as {@code -Xmx} takes it
 * @param jvmOptions further options of a worker's JVM, which win
 * @param backend the native backend, as a classifier of {@code org.nd4j:nd4j-native} or as coordinates; the one made for
 *     this processor if empty
 * @param environment variables over those that choose kernels and threads; part of every run's key. Results, locks and
 *     reports have their names, and digests of their values
 * @param publicVariables names of those whose values results, locks and reports have too
 * @param libraries finds what workers run on
 * @param workplace where runs are executed
 */
public record Workers(
        int count,
        Duration timeout,
        String memory,
        List<String> jvmOptions,
        Optional<String> backend,
        Map<String, String> environment,
        Set<String> publicVariables,
        Libraries libraries,
        Workplace workplace) {
    private static final Duration STANDARD_TIMEOUT = Duration.ofMinutes(10);

    /** Copies, and refuses fewer than none. */
    public Workers {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
        publicVariables = Set.copyOf(publicVariables);
        environment.forEach(Workers::requireVariable);
        if (count < 0) {
            throw new IllegalArgumentException("there must be 0 workers or more, but are " + count);
        }
    }

    /** One a core of this machine with 2 GiB each, on the class path of this program. */
    public static Workers standard() {
        return new Workers(
                0,
                STANDARD_TIMEOUT,
                "2g",
                List.of(),
                Optional.empty(),
                Map.of(),
                Set.of(),
                ProgramLibraries.ofThisProgram(),
                Workplace.ThisMachine.standard());
    }

    /** The same, so many side by side. */
    public Workers withCount(int number) {
        return new Workers(
                number, timeout, memory, jvmOptions, backend, environment, publicVariables, libraries, workplace);
    }

    /** The same with another heap, as {@code -Xmx} takes it. */
    public Workers withMemory(String amount) {
        return new Workers(
                count, timeout, amount, jvmOptions, backend, environment, publicVariables, libraries, workplace);
    }

    /** The same with another patience. */
    public Workers withTimeout(Duration patience) {
        return new Workers(
                count, patience, memory, jvmOptions, backend, environment, publicVariables, libraries, workplace);
    }

    /** The same with further options of the JVM. */
    public Workers withJvmOptions(List<String> options) {
        return new Workers(
                count, timeout, memory, options, backend, environment, publicVariables, libraries, workplace);
    }

    /** The same with a named backend, or the one made for this processor. */
    public Workers withBackend(Optional<String> name) {
        return new Workers(
                count, timeout, memory, jvmOptions, name, environment, publicVariables, libraries, workplace);
    }

    /** The same with further variables. */
    public Workers withEnvironment(Map<String, String> variables) {
        return new Workers(
                count, timeout, memory, jvmOptions, backend, variables, publicVariables, libraries, workplace);
    }

    /** The same, where the values of variables of these names are no secret. */
    public Workers withPublicVariables(Set<String> names) {
        return new Workers(count, timeout, memory, jvmOptions, backend, environment, names, libraries, workplace);
    }

    /** The same on other libraries. */
    public Workers withLibraries(Libraries others) {
        return new Workers(
                count, timeout, memory, jvmOptions, backend, environment, publicVariables, others, workplace);
    }

    /** The same elsewhere. */
    public Workers withWorkplace(Workplace other) {
        return new Workers(count, timeout, memory, jvmOptions, backend, environment, publicVariables, libraries, other);
    }

    /** Names the variables alone. */
    @Override
    public String toString() {
        return most() + " workers of " + memory + " with " + jvmOptions + " and the variables "
                + new TreeSet<>(environment.keySet());
    }

    /** As a process can have it. Its value, which may be a secret, is not told. */
    private static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "an environment variable must have a name without = and NUL, but one is '" + name.replace('\0', '?')
                            + "'");
        }
        if (value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("the value of the environment variable " + name + " must have no NUL");
        }
    }

    /** Whether a variable's value may be told: it is none that the user set, or one that is said to be public. */
    boolean discloses(String variable) {
        return !environment.containsKey(variable) || publicVariables.contains(variable);
    }

    /** How many runs go on side by side at most. */
    int most() {
        return count == 0 ? Runtime.getRuntime().availableProcessors() : count;
    }
}
