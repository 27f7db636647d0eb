package io.github.mnistlab.evaluate;

/**
 * Scores of one class, 0 where they would divide by zero.
 *
 * @param precision of the rows predicted as this class, the share that are of it: 0 to 1
 * @param recall of the rows of this class, the share predicted as it: 0 to 1
 * @param f1 harmonic mean of both: 0 to 1
 * @param support rows of this class
 */
public record ClassScores(double precision, double recall, double f1, long support) {}
