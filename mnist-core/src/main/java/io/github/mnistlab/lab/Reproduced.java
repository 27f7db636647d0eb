package io.github.mnistlab.lab;

import io.github.mnistlab.lock.Reproduction;
import java.util.Map;

/** How training accepted experiments again came out. */
public sealed interface Reproduced {
    /** How each came out, by experiment. */
    Map<String, Reproduction> reproductions();

    /** Each is the same to the bit, or computed in another environment. */
    record AsAccepted(Map<String, Reproduction> reproductions) implements Reproduced {}

    /**
     * In the same environment something came out otherwise, or cannot be compared.
     *
     * @param message all defects, for people
     */
    record Defective(Map<String, Reproduction> reproductions, String message) implements Reproduced {}
}
