package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.FolderLock;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The places where MNIST's files are found: in a folder that the user names, else in the user's cache, else at a mirror, from which
 * they go into the cache. A file is accepted by the SHA-256 of its decompressed content, whatever its name.
 *
 * @param catalog which files, and the mirrors
 * @param dataDirectory the user's own folder, searched first and never written to; null for none
 * @param cacheDirectory what {@link CacheDirectory#standard()} says, or another; made when needed
 * @param offline whether to keep away from the network
 * @param download timeouts and proxies
 */
public record DataStore(
        MnistCatalog catalog, Path dataDirectory, Path cacheDirectory, boolean offline, DownloadSettings download) {

    /** Makes the folders absolute, so that messages name them whole. */
    public DataStore {
        dataDirectory = dataDirectory == null ? null : dataDirectory.toAbsolutePath();
        cacheDirectory = cacheDirectory.toAbsolutePath();
    }

    /** The real MNIST, in the user's cache. */
    public static DataStore standard(Path dataDirectory, boolean offline) {
        return new DataStore(
                MnistCatalog.standard(),
                dataDirectory,
                CacheDirectory.standard(),
                offline,
                DownloadSettings.standard());
    }

    /**
     * Finds all four files, downloading what is missing; several threads and processes may do so at once.
     *
     * <p>A damaged file in the data directory is an error, for the user wanted it to be used. One in the cache is
     * replaced, if that is possible.
     *
     * @param listener told of downloads
     * @throws MissingDataException if files are missing and offline, or no mirror has them
     * @throws DataException if the data directory is not there or holds none of the files, if a file in it is damaged, or the cache cannot be written
     */
    public DatasetFiles mnist(DownloadListener listener) {
        Map<MnistCatalog.Entry, Path> found = new LinkedHashMap<>();
        List<String> damaged = new ArrayList<>();
        requireDataDirectory();
        for (MnistCatalog.Entry entry : catalog.entries()) {
            Path file = inDataDirectory(entry);
            file = file == null ? inCache(entry, damaged) : file;
            found.put(entry, file);
        }
        List<String> missing = catalog.entries().stream()
                .filter(entry -> found.get(entry) == null)
                .map(MnistCatalog.Entry::name)
                .toList();
        if (!missing.isEmpty()) {
            if (offline) {
                throw MissingDataException.offline(missing, places(), damaged);
            }
            damaged.forEach(fault -> listener.warned("damaged and to be replaced: " + fault));
            makeCache();
            complete(found, listener);
        }
        return new DatasetFiles(
                images(catalog.trainingImages(), found),
                file(catalog.trainingLabels(), found),
                images(catalog.testImages(), found),
                file(catalog.testLabels(), found),
                catalog.classes());
    }

    private void complete(Map<MnistCatalog.Entry, Path> found, DownloadListener listener) {
        Path lock = cache().resolve("download.lock");
        try {
            FolderLock.whileHeld(
                    lock,
                    download.lockTimeout(),
                    holder -> listener.warned(
                            "waiting for another process that downloads into " + cache() + ": " + holder),
                    () -> {
                        found.replaceAll((entry, file) -> file == null ? cachedOrDownloaded(entry, listener) : file);
                        return found;
                    });
        } catch (FolderLock.HeldException e) {
            throw new DataException(
                    "another process has held " + lock + " for "
                            + download.lockTimeout().toSeconds() + " s: " + e.getMessage() + "; end it, or wait for it",
                    e);
        } catch (IOException e) {
            throw new DataException("the cache folder " + cache() + " cannot be locked: " + IoReason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for " + lock, e);
        }
    }

    private static IdxFile file(MnistCatalog.Entry entry, Map<MnistCatalog.Entry, Path> found) {
        return new IdxFile(found.get(entry), entry.sha256());
    }

    /** Images in the cache are unpacked, once, so that all workers can share them. */
    private IdxFile images(MnistCatalog.Entry entry, Map<MnistCatalog.Entry, Path> found) {
        Path file = found.get(entry);
        if (!file.startsWith(cache())) {
            return file(entry, found);
        }
        Path folder = cache().resolve("unpacked");
        Path unpacked = folder.resolve(entry.name());
        try {
            if (!Files.isRegularFile(unpacked) || fault(unpacked, entry) != null) {
                Files.createDirectories(folder);
                try (InputStream content = GzipInput.openMaybeCompressed(file)) {
                    WholeFile.write(unpacked, content::transferTo);
                }
            }
            return new IdxFile(unpacked, entry.sha256(), true);
        } catch (IOException e) {
            // A full disk, say: each worker unpacks them for itself, then.
            return file(entry, found);
        }
    }

    private Path cache() {
        return cacheDirectory.resolve("mnist");
    }

    private List<Path> places() {
        return dataDirectory == null ? List.of(cache()) : List.of(dataDirectory, cache());
    }

    /** Whoever names a folder wants its files to be used: a wrong one must not lead to a download. */
    private void requireDataDirectory() {
        if (dataDirectory == null) {
            return;
        }
        boolean holdsOne = catalog.entries().stream()
                .flatMap(entry -> entry.fileNames().stream())
                .anyMatch(name -> Files.exists(dataDirectory.resolve(name)));
        if (!holdsOne) {
            String files =
                    catalog.entries().stream().map(MnistCatalog.Entry::name).collect(Collectors.joining(", "));
            String fault = Files.isDirectory(dataDirectory)
                    ? "holds none of MNIST's files"
                    : Files.exists(dataDirectory) ? "is no folder" : "does not exist";
            throw new DataException("the data directory " + dataDirectory + " " + fault
                    + "; name the folder that holds " + files + ", raw or with .gz, or none to have them downloaded");
        }
    }

    private Path inDataDirectory(MnistCatalog.Entry entry) {
        if (dataDirectory == null) {
            return null;
        }
        List<String> faults = new ArrayList<>();
        Path file = search(dataDirectory, entry, faults);
        if (file == null && !faults.isEmpty()) {
            throw new DataException("the data directory holds a damaged or foreign file; put the right one there, or"
                    + " remove it:\n  " + String.join("\n  ", faults));
        }
        return file;
    }

    private Path inCache(MnistCatalog.Entry entry, List<String> faults) {
        return search(cache(), entry, faults);
    }

    /** The file that has the entry's content; null if there is none, and then what is wrong with those of its names. */
    private static Path search(Path folder, MnistCatalog.Entry entry, List<String> faults) {
        List<String> found = new ArrayList<>();
        for (String name : entry.fileNames()) {
            Path file = folder.resolve(name);
            // A folder may have the name: some archives unpack a file into a folder called like it.
            if (Files.isRegularFile(file)) {
                String fault = fault(file, entry);
                if (fault == null) {
                    return file;
                }
                found.add(file + " " + fault);
            }
        }
        faults.addAll(found);
        return null;
    }

    /** What is wrong with a file's content; null if nothing is. */
    private static String fault(Path file, MnistCatalog.Entry entry) {
        MessageDigest digest = Sha256.newDigest();
        long bytes = 0;
        try (InputStream in = GzipInput.openMaybeCompressed(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
                if (bytes > entry.bytes()) {
                    return "holds more than the " + entry.bytes() + " bytes of " + entry.name();
                }
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            return "cannot be read: " + IoReason.of(e, file);
        }
        if (bytes < entry.bytes()) {
            return "holds only " + bytes + " of the " + entry.bytes() + " bytes of " + entry.name();
        }
        String sha256 = Sha256.hex(digest);
        return sha256.equals(entry.sha256())
                ? null
                : "is not " + entry.name() + ": the SHA-256 of its content is " + sha256 + ", but must be "
                        + entry.sha256();
    }

    private Path cachedOrDownloaded(MnistCatalog.Entry entry, DownloadListener listener) {
        // Whoever held the lock before us may have fetched it.
        Path cached = inCache(entry, new ArrayList<>());
        if (cached != null) {
            return cached;
        }
        Path target = cache().resolve(entry.downloadName());
        Path part = cache().resolve(entry.downloadName() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI mirror : catalog.mirrors()) {
            URI address = mirror.resolve(entry.downloadName());
            URI source = MirrorAddress.withoutPassword(address);
            try {
                new Download(download, listener).fetch(address, part, entry.mostCompressedBytes());
                String fault = fault(part, entry);
                if (fault != null) {
                    throw new IOException("what came " + fault);
                }
                removeDamaged(entry);
                move(part, target);
                listener.stored(source, target);
                return target;
            } catch (IOException e) {
                failures.add(source + ": " + e.getMessage());
                listener.failed(source, String.valueOf(e.getMessage()));
            } finally {
                delete(part);
            }
        }
        throw MissingDataException.notDownloaded(entry.name(), places(), failures);
    }

    /** None of them was right, and a name that is searched earlier would be read in vain each time. */
    private void removeDamaged(MnistCatalog.Entry entry) {
        for (String name : entry.fileNames()) {
            Path file = cache().resolve(name);
            if (Files.isRegularFile(file)) {
                delete(file);
            }
        }
    }

    private void makeCache() {
        try {
            Files.createDirectories(cache());
        } catch (IOException e) {
            throw new DataException("the cache folder " + cache() + " cannot be made: " + IoReason.of(e, cache()), e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DataException(to + " cannot be written: " + IoReason.of(e), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be removed: " + IoReason.of(e, file), e);
        }
    }
}
