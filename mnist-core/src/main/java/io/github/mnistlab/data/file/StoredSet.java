package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.csv.GzipInput;
import io.github.mnistlab.disk.FolderLock;
import io.github.mnistlab.disk.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A public data set's files in the places where they are found.
 *
 * @param set which files, and the mirrors
 * @param dataDirectory the user's own folder with this set's files, searched first and never written to; null for none
 * @param cache the folder of this set in the user's cache; made when needed
 * @param offline whether to keep away from the network
 * @param download timeouts and proxies
 */
record StoredSet(NamedSet set, Path dataDirectory, Path cache, boolean offline, DownloadSettings download) {

    /** Finds all four files, as {@link DataStore#files} says. */
    DatasetFiles files(DownloadListener listener) {
        Map<NamedSet.Entry, IdxFile> found = new LinkedHashMap<>();
        List<String> damaged = new ArrayList<>();
        requireDataDirectory();
        for (NamedSet.Entry entry : set.entries()) {
            IdxFile file = inDataDirectory(entry);
            file = file == null ? inCache(entry, damaged) : file;
            found.put(entry, file);
        }
        List<String> missing = set.entries().stream()
                .filter(entry -> found.get(entry) == null)
                .map(NamedSet.Entry::name)
                .toList();
        if (!missing.isEmpty()) {
            if (offline) {
                throw MissingDataException.offline(set, missing, places(), damaged);
            }
            damaged.forEach(fault -> listener.warned("damaged and to be replaced: " + fault));
            makeCache();
            complete(found, listener);
        }
        return new DatasetFiles(
                images(set.trainingImages(), found),
                found.get(set.trainingLabels()),
                images(set.testImages(), found),
                found.get(set.testLabels()),
                set.classes(),
                set.form());
    }

    private void complete(Map<NamedSet.Entry, IdxFile> found, DownloadListener listener) {
        Path lock = cache.resolve("download.lock");
        try {
            FolderLock.whileHeld(
                    lock,
                    download.lockTimeout(),
                    holder ->
                            listener.warned("waiting for another process that downloads into " + cache + ": " + holder),
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
            throw new DataException("the cache folder " + cache + " cannot be locked: " + IoReason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted while waiting for " + lock, e);
        }
    }

    /** Images in the cache are unpacked, once, so that all workers can share them. */
    private IdxFile images(NamedSet.Entry entry, Map<NamedSet.Entry, IdxFile> found) {
        IdxFile file = found.get(entry);
        if (!file.path().startsWith(cache)) {
            return file;
        }
        Path folder = cache.resolve("unpacked");
        Path unpacked = folder.resolve(entry.name());
        try {
            if (!Files.isRegularFile(unpacked) || !Sha256.of(unpacked).equals(file.sha256())) {
                Files.createDirectories(folder);
                try (InputStream content = GzipInput.openMaybeCompressed(file.path())) {
                    WholeFile.write(unpacked, content::transferTo);
                }
            }
            return new IdxFile(unpacked, file.sha256(), true);
        } catch (IOException e) {
            // A full disk, say: each worker unpacks them for itself, then.
            return file;
        }
    }

    private List<Path> places() {
        return dataDirectory == null ? List.of(cache) : List.of(dataDirectory, cache);
    }

    /** Whoever names a folder wants its files to be used: a wrong one must not lead to a download. */
    private void requireDataDirectory() {
        if (dataDirectory == null) {
            return;
        }
        boolean holdsOne = set.entries().stream()
                .flatMap(entry -> entry.fileNames().stream())
                .anyMatch(name -> Files.exists(dataDirectory.resolve(name)));
        if (!holdsOne) {
            throw new DataException("the data directory " + dataDirectory + " " + missingFolder() + "; " + remedy());
        }
    }

    private String missingFolder() {
        return Files.isDirectory(dataDirectory)
                ? "holds none of " + set.title() + "'s files"
                : Files.exists(dataDirectory) ? "is no folder" : "does not exist";
    }

    private String remedy() {
        List<String> names = set.entries().stream().map(NamedSet.Entry::name).toList();
        return set.name().equals(NamedSet.MNIST)
                ? "name the folder that holds " + String.join(", ", names)
                        + ", raw or with .gz, or none to have them downloaded"
                : "files of " + set.title()
                        + " have the same names as MNIST's, so that they are looked for in the folder "
                        + set.name() + " of the one that is named: put " + String.join(".gz, ", names)
                        + ".gz there, as they were published, or name no data directory to have them downloaded";
    }

    private IdxFile inDataDirectory(NamedSet.Entry entry) {
        if (dataDirectory == null) {
            return null;
        }
        List<String> faults = new ArrayList<>();
        IdxFile file = search(dataDirectory, entry, faults);
        if (file == null && !faults.isEmpty()) {
            throw new DataException("the data directory holds a damaged or foreign file; put the right one there, or"
                    + " remove it:\n  " + String.join("\n  ", faults));
        }
        return file;
    }

    private IdxFile inCache(NamedSet.Entry entry, List<String> faults) {
        return search(cache, entry, faults);
    }

    /** The file that is the entry's; null if there is none, and then what is wrong with those of its names. */
    private static IdxFile search(Path folder, NamedSet.Entry entry, List<String> faults) {
        List<String> found = new ArrayList<>();
        for (String name : entry.fileNames()) {
            Path file = folder.resolve(name);
            // A folder may have the name: some archives unpack a file into a folder called like it.
            if (Files.isRegularFile(file)) {
                try {
                    return new IdxFile(file, entry.known().accept(file, entry.name()));
                } catch (ForeignFileException e) {
                    found.add(file + " " + e.getMessage());
                }
            }
        }
        faults.addAll(found);
        return null;
    }

    private IdxFile cachedOrDownloaded(NamedSet.Entry entry, DownloadListener listener) {
        // Whoever held the lock before us may have fetched it.
        IdxFile cached = inCache(entry, new ArrayList<>());
        if (cached != null) {
            return cached;
        }
        Path target = cache.resolve(entry.downloadName());
        Path part = cache.resolve(entry.downloadName() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI mirror : set.mirrors()) {
            URI address = mirror.resolve(entry.downloadName());
            URI source = MirrorAddress.withoutPassword(address);
            try {
                new Download(download, listener)
                        .fetch(address, part, entry.known().mostCompressedBytes());
                String content = accepted(part, entry);
                removeDamaged(entry);
                move(part, target);
                listener.stored(source, target);
                return new IdxFile(target, content);
            } catch (IOException e) {
                failures.add(source + ": " + e.getMessage());
                listener.failed(source, String.valueOf(e.getMessage()));
            } finally {
                delete(part);
            }
        }
        throw MissingDataException.notDownloaded(set, entry.name(), places(), failures);
    }

    private static String accepted(Path file, NamedSet.Entry entry) throws IOException {
        try {
            return entry.known().accept(file, entry.name());
        } catch (ForeignFileException e) {
            throw new IOException("what came " + e.getMessage(), e);
        }
    }

    /** None of them was right, and a name that is searched earlier would be read in vain each time. */
    private void removeDamaged(NamedSet.Entry entry) {
        for (String name : entry.fileNames()) {
            Path file = cache.resolve(name);
            if (Files.isRegularFile(file)) {
                delete(file);
            }
        }
    }

    private void makeCache() {
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new DataException("the cache folder " + cache + " cannot be made: " + IoReason.of(e, cache), e);
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
