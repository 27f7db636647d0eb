package io.github.mnistlab.lab;

import io.github.mnistlab.data.file.CacheDirectory;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.cache.RunCacheFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where data and earlier runs lie.
 *
 * @param dataDirectory a folder with MNIST's four files, raw or gzipped, which is searched first; those of the other public
 *     data sets in a folder of each one's name there
 * @param cacheDirectory keeps downloads, unpacked native libraries, finished runs, and runs that are not over yet
 * @param cacheLimit bytes that finished runs may take there; those used the longest time ago go first
 * @param catalog which public data sets there are, and from where they are downloaded
 * @param offline whether to keep away from the network
 * @param downloads timeouts and proxies
 */
public record Storage(
        Optional<Path> dataDirectory,
        Path cacheDirectory,
        long cacheLimit,
        DatasetCatalog catalog,
        boolean offline,
        DownloadSettings downloads) {
    private static final long STANDARD_LIMIT = 5L << 30;

    /** The user's cache folder, 5 GiB of runs, and the public mirrors. */
    public static Storage standard() {
        return new Storage(
                Optional.empty(),
                CacheDirectory.standard(),
                STANDARD_LIMIT,
                DatasetCatalog.standard(),
                false,
                DownloadSettings.standard());
    }

    /** The same, searching this folder first. */
    public Storage withDataDirectory(Path folder) {
        return new Storage(Optional.of(folder), cacheDirectory, cacheLimit, catalog, offline, downloads);
    }

    /** The same with another cache. */
    public Storage withCacheDirectory(Path folder) {
        return new Storage(dataDirectory, folder, cacheLimit, catalog, offline, downloads);
    }

    /** The same for so many bytes of finished runs. */
    public Storage withCacheLimit(long bytes) {
        return new Storage(dataDirectory, cacheDirectory, bytes, catalog, offline, downloads);
    }

    /**
     * The same with other mirrors: addresses of folders, tried in turn, with MNIST's files, and with those of the other
     * public data sets in a folder of each one's name.
     *
     * @throws IllegalArgumentException if there is none, or one is not of a folder or neither http nor https
     */
    public Storage withMirrors(List<URI> mirrors) {
        return new Storage(dataDirectory, cacheDirectory, cacheLimit, catalog.withMirrors(mirrors), offline, downloads);
    }

    /** The same, with or without a network. */
    public Storage withOffline(boolean isOffline) {
        return new Storage(dataDirectory, cacheDirectory, cacheLimit, catalog, isOffline, downloads);
    }

    /** The same with other timeouts and proxies. */
    public Storage withDownloads(DownloadSettings others) {
        return new Storage(dataDirectory, cacheDirectory, cacheLimit, catalog, offline, others);
    }

    DataStore publicSets() {
        return new DataStore(catalog, dataDirectory.orElse(null), cacheDirectory, offline, downloads);
    }

    RunCache runs() {
        return new RunCacheFolder(cacheDirectory.resolve("runs"), cacheLimit);
    }

    CheckpointFolder checkpoints() {
        return new CheckpointFolder(cacheDirectory.resolve("checkpoints"));
    }
}
