package io.github.mnistlab.run;

import java.nio.file.Path;

/**
 * The file of a model that a run judges.
 *
 * @param path where it lies
 * @param sha256 what it holds: the digest of its bytes as they lie there
 */
public record JudgedFile(Path path, String sha256) {}
