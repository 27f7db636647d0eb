package io.github.mnistlab.lab;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.data.folder.PictureFolders;
import io.github.mnistlab.experiment.file.DataClasses;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What classes are called, as the data say. Variants mostly have the same data, which are looked at once. */
final class FoundClasses implements DataClasses {
    private final Map<List<Object>, List<String>> found = new HashMap<>();

    @Override
    public List<String> of(DatasetSpec dataset, PreparationSpec preparation, Path folder) {
        List<Object> key = List.of(dataset, preparation.dropsRows(), folder);
        // No computeIfAbsent: what is damaged throws, and is not remembered.
        List<String> names = found.get(key);
        if (names == null) {
            names = dataset instanceof FolderSpec pictures
                    ? PictureFolders.classNames(pictures, folder)
                    : TableFiles.classNames((TableSpec) dataset, folder, preparation);
            found.put(key, names);
        }
        return names;
    }
}
