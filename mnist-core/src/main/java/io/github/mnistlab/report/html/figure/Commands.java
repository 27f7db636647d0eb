package io.github.mnistlab.report.html.figure;

/**
 * What a reader of an experiment's page may type next.
 *
 * @param again runs just this experiment again
 * @param explore shows the rows that its first trained variant gets
 */
public record Commands(String again, String explore) {}
