package io.github.mnistlab.run;

import java.nio.file.Path;

/**
 * The model of a finished run, for another run to start from.
 *
 * @param file as Deeplearning4j saves it
 * @param parameterDigest of the parameters that the finished run told: only if the file still has them is it that run's
 */
public record ParentModel(Path file, String parameterDigest) {}
