package io.github.mnistlab.experiment.file;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.PreparationSpec;
import java.nio.file.Path;
import java.util.List;

/** Finds what the classes of data are called, where an experiment's file calls some by name and does not list them. */
@FunctionalInterface
public interface DataClasses {
    /**
     * The names, by class.
     *
     * @param dataset a table or a folder of pictures
     * @param preparation may leave rows out, and classes with them
     * @param folder what the data's paths are relative to
     * @throws io.github.mnistlab.data.DataException if the data are missing or damaged
     */
    List<String> of(DatasetSpec dataset, PreparationSpec preparation, Path folder);
}
