package io.github.mnistlab.data.folder;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.StratifiedSplit;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.IdxWriter;
import io.github.mnistlab.data.file.csv.ClassNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folders of pictures as IDX files, so that every process of a build, here or elsewhere, reads the same rows in the same way as
 * MNIST's. Rows come class after class, and in a class by the names of files.
 */
public final class PictureFolders {
    private final Path directory;

    /**
     * @param directory takes the files; made when needed
     */
    public PictureFolders(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Reads every picture and writes the files.
     *
     * @param folder what relative paths are relative to: the folder of the experiment's file
     * @throws DataException if the folders, or pictures in them, are not what they should be; the message has the first faults,
     *     each with its file
     */
    public DatasetFiles files(FolderSpec spec, Path folder) {
        List<Path> roots = roots(spec, folder);
        Faults faults = new Faults(roots.stream().map(Path::toString).collect(Collectors.joining(" and ")));
        List<List<ClassFolder>> parts =
                roots.stream().map(root -> ClassFolder.in(root, faults)).toList();
        List<String> names = names(spec, parts, faults);
        ReadPictures pictures = ReadPictures.of(parts, names, spec, faults);
        ImageShape shape = pictures.shape(faults);
        faults.throwIfAny();
        LabeledImages first = pictures.images(0, shape, names.size());
        Dataset dataset = spec.folder() == null
                ? new Dataset(first, pictures.images(1, shape, names.size()))
                : split(first, spec, names, faults);
        return write(dataset, names);
    }

    /**
     * What the classes are called, by class. No picture is read.
     *
     * @throws DataException if the folders are not what they should be
     */
    public static List<String> classNames(FolderSpec spec, Path folder) {
        Path training = roots(spec, folder).get(0);
        Faults faults = new Faults(training.toString());
        List<String> names = names(spec, List.of(ClassFolder.in(training, faults)), faults);
        faults.throwIfAny();
        return names;
    }

    private static List<Path> roots(FolderSpec spec, Path folder) {
        return (spec.folder() == null ? Stream.of(spec.trainingFolder(), spec.testFolder()) : Stream.of(spec.folder()))
                .map(folder::resolve)
                .toList();
    }

    /** The classes, in their order: those that can be learnt. */
    private static List<String> names(FolderSpec spec, List<List<ClassFolder>> parts, Faults faults) {
        List<String> found = namesOf(parts.get(0));
        List<String> names = spec.classNames() == null ? ClassNames.inOrder(found) : spec.classNames();
        if (!found.isEmpty() && (names.size() < 2 || names.size() > LabeledImages.MOST_CLASSES)) {
            faults.add("there must be 2 to " + LabeledImages.MOST_CLASSES
                    + " folders, one for each class, but there are " + found.size());
        }
        for (String name : new TreeSet<>(found)) {
            if (!names.contains(name)) {
                faults.add("there is a folder '" + name + "', but classNames does not name it");
            }
        }
        for (String name : names) {
            if (!found.isEmpty() && !found.contains(name)) {
                faults.add("classNames names '" + name + "', but there is no such folder of training pictures");
            }
        }
        if (parts.size() > 1 && !found.isEmpty()) {
            Set<String> unknown = new TreeSet<>(namesOf(parts.get(1)));
            unknown.removeAll(found);
            unknown.forEach(name -> faults.add("class '" + name + "' has a folder of test pictures and none of training"
                    + " pictures; it cannot be learnt, so add training pictures of it or take it out"));
        }
        return names;
    }

    private static List<String> namesOf(List<ClassFolder> classes) {
        return classes.stream().map(ClassFolder::name).toList();
    }

    private static Dataset split(LabeledImages all, FolderSpec spec, List<String> names, Faults faults) {
        int wanted = new Validation.Fraction(spec.testShare()).rowsFrom(all.size());
        StratifiedSplit split = StratifiedSplit.draw(all, wanted, new RandomStreams(spec.seed()).stream("test-rows"));
        LabeledImages training = all.select(split.remaining());
        int[] left = training.classCounts();
        for (int label = 0; label < left.length; label++) {
            if (left[label] == 0) {
                faults.add(
                        "class '" + names.get(label) + "' has " + all.classCounts()[label] + " of " + all.size()
                                + " pictures, and testShare " + spec.testShare()
                                + " leaves none of them to train on; ask for a smaller share, add pictures or take the class out");
            }
        }
        faults.throwIfAny();
        return new Dataset(training, all.select(split.drawn()));
    }

    private DatasetFiles write(Dataset dataset, List<String> names) {
        LabeledImages training = dataset.training().images();
        // By content: builds that share the folder replace a file by its like at worst.
        String digest = Sha256.of(
                training.shape() + training.digest() + dataset.test().images().digest());
        return IdxWriter.write(dataset, directory.resolve(digest.substring(0, 16)))
                .withClassNames(names)
                .lasting();
    }
}
