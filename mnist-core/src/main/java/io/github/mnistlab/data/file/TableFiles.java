package io.github.mnistlab.data.file;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.csv.CsvTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A table's files, with the digests of what was read of them.
 *
 * @param spec what to read, and how
 * @param folder what its paths are relative to
 * @param preparation decides what becomes of missing values
 * @param digests of the rows, wherever they lie and however they are written
 * @param columns the features
 * @param rows how many there are if each class is given as many as the largest has
 * @param trainingRows how many there are to train on, before any are set aside or left out
 */
public record TableFiles(
        TableSpec spec,
        Path folder,
        PreparationSpec preparation,
        DatasetFiles.Digests digests,
        List<Column> columns,
        long rows,
        int trainingRows)
        implements ExampleFiles {

    /**
     * Looks at the files that a specification names: every field is read and checked, but no row is kept.
     *
     * @param folder what relative paths are relative to: the folder of the experiment's file
     * @throws DataException if a file cannot be read or is no such table; the message has the first faults, each with its line
     *     and column
     */
    public static TableFiles of(TableSpec spec, Path folder, PreparationSpec preparation) {
        CsvTable.Parts parts = CsvTable.read(spec, folder, preparation, List.of());
        long largest = Arrays.stream(parts.training().classCounts()).max().orElseThrow();
        long rows = largest * parts.classNames().size() + parts.test().size();
        return new TableFiles(
                spec,
                folder.toAbsolutePath(),
                preparation,
                digests(parts),
                parts.training().columns(),
                rows,
                parts.training().size());
    }

    /**
     * What the classes of a table are called, by class.
     *
     * @param preparation whether rows with missing values are left out, and classes with them; such values are not refused here
     * @throws DataException likewise
     */
    public static List<String> classNames(TableSpec spec, Path folder, PreparationSpec preparation) {
        PreparationSpec refusingNone = preparation.dropsRows() ? preparation : PreparationSpec.AS_IT_IS;
        return CsvTable.read(spec, folder, refusingNone, List.of()).classNames();
    }

    private static DatasetFiles.Digests digests(CsvTable.Parts parts) {
        LabeledTable training = parts.training();
        LabeledTable test = parts.test();
        return new DatasetFiles.Digests(
                training.featureDigest(),
                training.labelDigest(),
                test.featureDigest(),
                test.labelDigest(),
                training.classes(),
                parts.classNames());
    }

    /** Of each row once it is prepared, at most. */
    @Override
    public int features() {
        return columns.stream()
                .mapToInt(column -> Math.max(1, column.categories().size()))
                .sum();
    }

    @Override
    public int classes() {
        return digests.classes();
    }

    @Override
    public OptionalLong bytes() {
        return OptionalLong.of(rows * features() * Double.BYTES);
    }

    @Override
    public Dataset load() {
        CsvTable.Parts parts = CsvTable.read(spec, folder, preparation, List.of());
        requireSame(digests.equals(digests(parts)));
        return new Dataset(parts.training(), parts.test());
    }

    /**
     * The test rows, before they are thinned.
     *
     * @param beside columns of categories; those that are no features come after these
     * @throws DataException if the files are not what they were, or have no such columns
     */
    LabeledTable test(List<String> beside) {
        LabeledTable test = CsvTable.read(spec, folder, preparation, beside).test();
        requireSame(digests.testLabels().equals(test.labelDigest()));
        return test;
    }

    private void requireSame(boolean same) {
        if (!same) {
            throw new DataException(String.join(" and ", paths()) + (spec.file() == null ? " have" : " has")
                    + " changed since the experiment was planned; run it again");
        }
    }

    private List<String> paths() {
        return (spec.file() == null ? List.of(spec.trainingFile(), spec.testFile()) : List.of(spec.file()))
                .stream().map(path -> folder.resolve(path).toString()).toList();
    }

    @Override
    public Dataset share() {
        return load();
    }

    @Override
    public Examples loadTest(DatasetSpec asked) {
        return Dataset.testSubset(load().test(), asked);
    }

    @Override
    public TestTruth truth(DatasetSpec asked) {
        Examples test = load().test();
        return new TestTruth(
                IntStream.range(0, test.size()).map(test::label).toArray(),
                digests.classNames(),
                List.of(),
                Dataset.testRows(test, asked));
    }

    @Override
    public Optional<ExampleFiles> examples() {
        return Optional.of(this);
    }

    @Override
    public Optional<DatasetFiles> images() {
        return Optional.empty();
    }
}
