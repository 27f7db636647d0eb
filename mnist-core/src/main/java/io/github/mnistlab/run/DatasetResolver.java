package io.github.mnistlab.run;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.IdxInspection;
import io.github.mnistlab.data.file.LabelFile;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.data.folder.PictureFolders;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Finds the data of experiments, wherever each comes from, as files with digests. */
public final class DatasetResolver {
    private final DataStore store;
    private final GeneratedDigitsStore generated;
    private final PictureFolders pictureFolders;
    private final DownloadListener listener;

    /** Variants mostly have the same, and each file's digest is taken once. */
    private final Map<String, DatasetFiles> publicSets = new HashMap<>();

    /** Variants mostly have the same, and to read one takes its time. */
    private final Map<TableKey, TableFiles> tables = new HashMap<>();

    /** Likewise. */
    private final Map<FolderKey, DatasetFiles> folders = new HashMap<>();

    /** What decides which pictures are read. */
    private record FolderKey(FolderSpec spec, Path folder) {}

    /** What decides which rows are read. */
    private record TableKey(TableSpec spec, Path folder, boolean refusesMissing, boolean dropsRows) {}

    /**
     * @param store finds or downloads public data sets
     * @param generated draws digits, or finds those that it drew before
     * @param pictureFolders reads folders of pictures
     * @param listener told of downloads
     */
    public DatasetResolver(
            DataStore store, GeneratedDigitsStore generated, PictureFolders pictureFolders, DownloadListener listener) {
        this.store = store;
        this.generated = generated;
        this.pictureFolders = pictureFolders;
        this.listener = listener;
    }

    /**
     * The data set of each run's specification.
     *
     * @throws io.github.mnistlab.data.DataException if one is missing or damaged
     */
    public Map<RunSpec, DataFiles> resolve(ExperimentFile experiment) {
        Map<RunSpec, DataFiles> files = new HashMap<>();
        for (Variant variant : experiment.spec().variants()) {
            files.computeIfAbsent(variant.spec(), spec -> resolve(spec, experiment.folder()));
        }
        return files;
    }

    private DataFiles resolve(RunSpec run, Path folder) {
        DatasetSpec dataset = run.dataset();
        if (dataset instanceof DatasetSpec.GeneratedDigits digits) {
            return generated.files(digits.seed(), digits.training(), digits.test());
        }
        if (dataset instanceof DatasetSpec.Idx idx) {
            return IdxInspection.of(idx, folder);
        }
        if (dataset instanceof FolderSpec pictures) {
            return folders.computeIfAbsent(
                    new FolderKey(pictures, folder), unknown -> pictureFolders.files(pictures, folder));
        }
        if (dataset instanceof TableSpec table) {
            PreparationSpec preparation =
                    run.trained().map(RunSpec.Trained::preparation).orElse(PreparationSpec.AS_IT_IS);
            return tables.computeIfAbsent(
                    new TableKey(table, folder, preparation.missing() == null, preparation.dropsRows()),
                    unknown -> TableFiles.of(table, folder, preparation));
        }
        if (dataset instanceof DatasetSpec.Labels labels) {
            return LabelFile.read(labels, folder);
        }
        String set = ((DatasetSpec.PublicSet) dataset).set();
        return publicSets.computeIfAbsent(set, name -> store.files(name, listener));
    }
}
