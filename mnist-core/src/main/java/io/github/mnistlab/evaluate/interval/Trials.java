package io.github.mnistlab.evaluate.interval;

/** What counts of successes must be. */
final class Trials {
    private Trials() {}

    static void require(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must be 0 to the number of trials, which must be 1 or more, but" + " are " + successes
                            + " of " + trials);
        }
    }

    /**
     * @param more another part of the same trials
     */
    static void require(long one, long more, long trials) {
        if (trials < 1 || one < 0 || more < 0 || one + more > trials) {
            throw new IllegalArgumentException(
                    "disagreements must be 0 or more and together at most the number of pairs,"
                            + " which must be 1 or more, but are " + one + " and " + more + " of " + trials);
        }
    }
}
