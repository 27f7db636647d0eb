package io.github.mnistlab.data.folder;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Faults;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.picture.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pictures of one class.
 *
 * @param name of the class, which is the folder's in Unicode's composed form: some file systems take it apart
 * @param pictures by name
 */
record ClassFolder(String name, List<Path> pictures) {

    /**
     * The sub-folders of a folder, but hidden ones, in any order.
     *
     * @param faults is told if there is none, or one has no pictures
     */
    static List<ClassFolder> in(Path folder, Faults faults) {
        if (!Files.isDirectory(folder)) {
            faults.add(folder + (Files.exists(folder) ? " is no folder" : " does not exist"));
            return List.of();
        }
        List<ClassFolder> classes = new ArrayList<>();
        for (Path child : list(folder)) {
            if (Files.isDirectory(child) && !name(child).startsWith(".")) {
                classes.add(of(child, faults));
            }
        }
        if (classes.isEmpty()) {
            faults.add(folder + " has no folders in it; there must be one for each class, with its pictures");
        }
        return classes;
    }

    private static ClassFolder of(Path folder, Faults faults) {
        List<Path> pictures =
                list(folder).stream().filter(PictureFile::hasItsName).toList();
        if (pictures.isEmpty()) {
            faults.add(
                    folder + " has no file that ends in .png, .jpg or .jpeg; put pictures of the class there, or remove"
                            + " the folder");
        }
        return new ClassFolder(name(folder), pictures);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted(Comparator.comparing(ClassFolder::name)).toList();
        } catch (IOException e) {
            throw new DataException(folder + " cannot be listed: " + IoReason.of(e, folder), e);
        }
    }

    private static String name(Path path) {
        return Normalizer.normalize(path.getFileName().toString(), Normalizer.Form.NFC);
    }
}
