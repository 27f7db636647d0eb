package io.github.mnistlab.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What computes runs, as far as it decides their bits; a part of every run's identity.
 *
 * @param code digest of the code that computes: a version would not do, for a SNAPSHOT hides changes
 * @param nativeLibraries digest of each archive of native code among it, by file name
 * @param backend the build of ND4J
 * @param environment the variables that choose kernels and threads, and those that the user sets beside them, as
 *     {@link DisclosedVariables} has them
 */
public record Computation(
        String code, SortedMap<String, String> nativeLibraries, String backend, SortedMap<String, String> environment) {
    /** Copies the maps. */
    public Computation {
        nativeLibraries = Collections.unmodifiableSortedMap(new TreeMap<>(nativeLibraries));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
