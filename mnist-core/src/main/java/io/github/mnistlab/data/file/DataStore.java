package io.github.mnistlab.data.file;

import java.nio.file.Path;

/**
 * The places where the files of public data sets are found: in a folder that the user names, else in the user's cache, else at
 * a mirror, from which they go into the cache. A file is accepted by its SHA-256, whatever its name.
 *
 * @param catalog which sets there are, their files and mirrors
 * @param dataDirectory the user's own folder, searched first and never written to, with MNIST's files in itself and those of
 *     every other set in a folder of its name; null for none
 * @param cacheDirectory what {@link CacheDirectory#standard()} says, or another; made when needed
 * @param offline whether to keep away from the network
 * @param download timeouts and proxies
 */
public record DataStore(
        DatasetCatalog catalog, Path dataDirectory, Path cacheDirectory, boolean offline, DownloadSettings download) {

    /** Makes the folders absolute, so that messages name them whole. */
    public DataStore {
        dataDirectory = dataDirectory == null ? null : dataDirectory.toAbsolutePath();
        cacheDirectory = cacheDirectory.toAbsolutePath();
    }

    /** The real data sets, in the user's cache. */
    public static DataStore standard(Path dataDirectory, boolean offline) {
        return new DataStore(
                DatasetCatalog.standard(),
                dataDirectory,
                CacheDirectory.standard(),
                offline,
                DownloadSettings.standard());
    }

    /** MNIST's files, likewise. */
    public DatasetFiles mnist(DownloadListener listener) {
        return files(NamedSet.MNIST, listener);
    }

    /**
     * Finds a set's four files, downloading what is missing; several threads and processes may do so at once.
     *
     * <p>A damaged file in the data directory is an error, for the user wanted it to be used. One in the cache is
     * replaced, if that is possible.
     *
     * @param name of the set
     * @param listener told of downloads
     * @throws MissingDataException if files are missing and offline, or no mirror has them
     * @throws io.github.mnistlab.data.DataException if the data directory is not there or holds none of the files, if a file
     *     in it is damaged, or the cache cannot be written
     */
    public DatasetFiles files(String name, DownloadListener listener) {
        NamedSet set = catalog.get(name);
        Path own = dataDirectory == null ? null : set.in(dataDirectory);
        return new StoredSet(set, own, cacheDirectory.resolve(name), offline, download).files(listener);
    }
}
