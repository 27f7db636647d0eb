package io.github.mnistlab.experiment.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the names of classes in data.
 *
 * @param classes empty where nothing is to be opened
 * @param folder what the data's paths are relative to
 */
record ClassFinder(Optional<DataClasses> classes, Path folder) {}
