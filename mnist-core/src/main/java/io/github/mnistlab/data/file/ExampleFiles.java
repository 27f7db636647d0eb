package io.github.mnistlab.data.file;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Examples;
import java.util.OptionalLong;

/**
 * Files with rows to train on and to test on: all that another process needs to load the very same ones. Serialisable by
 * Jackson.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(DatasetFiles.class), @JsonSubTypes.Type(TableFiles.class)})
public sealed interface ExampleFiles extends DataFiles permits DatasetFiles, TableFiles {
    /** How many features each row has once it is prepared, at most. */
    int features();

    /** How many bytes all rows take, those that balancing may add included; nothing where the specification tells. */
    OptionalLong bytes();

    /**
     * Reads all rows.
     *
     * @throws io.github.mnistlab.data.DataException if a file cannot be read, or its content is not the one of its digest
     */
    Dataset load();

    /**
     * All rows, as {@link #load} has them, but not read into memory where the operating system can share them among all
     * processes that need them.
     */
    Dataset share();

    /**
     * Reads the test rows that a specification asks for.
     *
     * @return the same rows as those of {@code load().subset(spec)}
     * @throws io.github.mnistlab.data.DataException if a file cannot be read, its content is not the one of its digest, or
     *     there are too few rows
     */
    Examples loadTest(DatasetSpec spec);
}
