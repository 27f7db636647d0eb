package io.github.mnistlab.run.cache;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PastRun;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of finished runs that several builds may use at once: entries appear and go whole, and are verified by digest
 * whenever one is taken out. One that is damaged is removed.
 */
public final class RunCacheFolder implements RunCache {

    /** How often to try to put an entry where other builds come and go. */
    private static final int ATTEMPTS = 10;

    /** Among so many runs, those used last, the one most like a missing one is looked for. */
    private static final int COMPARED = 500;

    /** Looking at thousands of entries takes time: only when a twentieth of the limit has been added. */
    private static final int TIDIED_SO_OFTEN = 20;

    /** What a build that was killed left half done is of no use to anyone after so long. */
    private static final Duration LEFTOVERS_AFTER = Duration.ofDays(1);

    private final Path directory;
    private final long limit;
    private List<PastRun> past;

    /** Bytes that were kept; at first too many, so that each build tidies once at least. */
    private long sinceTidied;

    /**
     * @param directory made when the first run is kept
     * @param limit bytes; the entries used the longest time ago go when there are more
     */
    public RunCacheFolder(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
        this.sinceTidied = limit / TIDIED_SO_OFTEN;
    }

    @Override
    public Lookup find(RunIdentity identity, Path into) throws IOException {
        Path folder = folderOf(identity.key());
        try {
            RunCacheEntry entry = RunCacheEntry.read(folder);
            RunCacheEntry.requireSame("key", identity.key(), entry.identity().key());
            for (String file : filesOf(entry.outcome())) {
                Path copy = into.resolve(file);
                Files.copy(folder.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
                RunCacheEntry.requireSame(file, entry.files().get(file), Sha256.of(copy));
            }
            RunCacheEntry.requireSame(
                    RunRequest.PREDICTIONS,
                    entry.outcome().predictionDigest(),
                    entry.files().get(RunRequest.PREDICTIONS));
            touch(folder);
            return new Lookup.Found(entry.outcome(), Optional.ofNullable(entry.disagreed()));
        } catch (NoSuchFileException e) {
            if (!Files.exists(folder)) {
                return new Lookup.Missing(Optional.empty());
            }
            return dropped(folder, folder.relativize(Path.of(e.getFile())) + " is missing");
        } catch (RunCacheEntry.DamagedException e) {
            return dropped(folder, e.getMessage());
        }
    }

    /** A model that was only judged has its file elsewhere. */
    private static List<String> filesOf(RunOutcome outcome) {
        return outcome.isTrained()
                ? List.of(RunRequest.PREDICTIONS, RunRequest.MODEL)
                : List.of(RunRequest.PREDICTIONS);
    }

    private Lookup dropped(Path folder, String damage) throws IOException {
        remove(folder);
        return Lookup.Missing.since("its entry in the run cache was damaged and has been removed: " + damage);
    }

    @Override
    public Kept keep(RunIdentity identity, FinishedRun run) throws IOException {
        Path fresh = directory.resolve(".new-" + UUID.randomUUID());
        Files.createDirectories(fresh);
        try {
            Map<String, String> digests = new LinkedHashMap<>();
            for (String file : filesOf(run.outcome())) {
                Path copy = fresh.resolve(file);
                Files.copy(run.directory().resolve(file), copy);
                digests.put(file, Sha256.of(copy));
            }
            if (!run.outcome().predictionDigest().equals(digests.get(RunRequest.PREDICTIONS))) {
                throw new IOException("its predictions are not those that its worker wrote");
            }
            RunCacheEntry entry = RunCacheEntry.of(identity, run.outcome(), digests, null);
            entry.write(fresh);
            if (!isSoonRepeated(run.outcome())) {
                FileTree.sync(fresh);
            }
            sinceTidied += sizeOf(fresh);
            Kept kept = place(fresh, folderOf(identity.key()), entry);
            if (sinceTidied > limit / TIDIED_SO_OFTEN) {
                sinceTidied = 0;
                tidy();
            }
            return kept;
        } finally {
            FileTree.delete(fresh);
        }
    }

    /** To wait for the disk would take as long. A crash of the system may then leave half an entry, which its digests tell. */
    private static boolean isSoonRepeated(RunOutcome outcome) {
        double seconds = outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return outcome.isTrained() && seconds < WholeFile.SOON_REPEATED_SECONDS;
    }

    @Override
    public boolean has(RunIdentity identity) {
        return Files.exists(folderOf(identity.key()).resolve(RunCacheEntry.FILE));
    }

    @Override
    public List<PastRun> past() {
        if (past == null) {
            past = new ArrayList<>();
            List<Path> lastUsedFirst = byLastUse(entriesOrNone());
            Collections.reverse(lastUsedFirst);
            for (Path folder : lastUsedFirst.subList(0, Math.min(COMPARED, lastUsedFirst.size()))) {
                try {
                    RunCacheEntry entry = RunCacheEntry.read(folder);
                    past.add(new PastRun(entry.identity(), entry.outcome()));
                } catch (IOException | RunCacheEntry.DamagedException e) {
                    // It explains nothing; whoever wants this very run finds out.
                }
            }
        }
        return List.copyOf(past);
    }

    private Kept place(Path fresh, Path target, RunCacheEntry entry) throws IOException {
        RunOutcome outcome = entry.outcome();
        Kept kept = new Kept.Stored();
        for (int attempt = 1; ; attempt++) {
            try {
                if (isSoonRepeated(outcome)) {
                    FileTree.moveSoon(fresh, target);
                } else {
                    FileTree.move(fresh, target);
                }
                return kept;
            } catch (FileSystemException e) {
                // Systems have different exceptions for a folder that is in the way.
                Optional<RunOutcome> there = outcomeOf(target);
                if (there.isPresent() && sameBits(there.get(), outcome)) {
                    touch(target);
                    return kept;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                if (there.isPresent()) {
                    kept = new Kept.Disagreed(there.get());
                    // So that whoever takes this result later hears of it too.
                    RunCacheEntry contradicted = RunCacheEntry.of(
                            entry.identity(),
                            outcome,
                            entry.files(),
                            there.get().parameterDigest());
                    contradicted.write(fresh);
                    FileTree.sync(fresh);
                }
                remove(target);
            }
        }
    }

    private static boolean sameBits(RunOutcome one, RunOutcome other) {
        return one.parameterDigest().equals(other.parameterDigest())
                && one.predictionDigest().equals(other.predictionDigest());
    }

    private static Optional<RunOutcome> outcomeOf(Path folder) throws IOException {
        try {
            return Optional.of(RunCacheEntry.read(folder).outcome());
        } catch (NoSuchFileException | RunCacheEntry.DamagedException e) {
            return Optional.empty();
        }
    }

    /** Removes what was used the longest time ago until the limit is kept, and what killed builds left. */
    private void tidy() {
        try {
            removeOldest();
            removeLeftovers();
        } catch (IOException e) {
            // The next build tries again; what was to be kept is.
        }
    }

    private void removeOldest() throws IOException {
        List<Path> oldestFirst = byLastUse(entries());
        long size = 0;
        for (Path entry : oldestFirst) {
            size += sizeOf(entry);
        }
        // The newest one stays: it has just been asked for.
        for (Path entry : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - 1))) {
            if (size <= limit) {
                break;
            }
            size -= sizeOf(entry);
            remove(entry);
        }
    }

    private void removeLeftovers() throws IOException {
        Instant old = Instant.now().minus(LEFTOVERS_AFTER);
        try (Stream<Path> all = Files.list(directory)) {
            for (Path leftover : all.filter(path -> isHidden(path)).toList()) {
                if (lastModified(leftover).toInstant().isBefore(old)) {
                    FileTree.delete(leftover);
                }
            }
        }
    }

    private List<Path> entriesOrNone() {
        try {
            return new ArrayList<>(entries());
        } catch (IOException e) {
            return new ArrayList<>();
        }
    }

    /** The folders of the entries; none if the cache was never used. */
    private List<Path> entries() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> !isHidden(path))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean isHidden(Path path) {
        return String.valueOf(path.getFileName()).startsWith(".");
    }

    private Path folderOf(String key) {
        return directory.resolve(key);
    }

    /** Out of the way first, at once, so that nobody meets half of it. */
    private void remove(Path folder) throws IOException {
        Path away = directory.resolve(".old-" + UUID.randomUUID());
        try {
            FileTree.move(folder, away);
        } catch (NoSuchFileException e) {
            return;
        }
        // Else another build could take it for what a killed one left long ago.
        setLastUse(away);
        FileTree.delete(away);
    }

    private static void touch(Path folder) {
        setLastUse(folder.resolve(RunCacheEntry.FILE));
    }

    private static void setLastUse(Path path) {
        try {
            Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Another build has removed it, or it may only be read: nothing depends on it but the order of removal.
        }
    }

    /** Each is asked once, since other builds may be using them meanwhile. */
    private static List<Path> byLastUse(List<Path> folders) {
        Map<Path, FileTime> uses = new HashMap<>();
        folders.forEach(folder -> uses.put(folder, lastUse(folder)));
        List<Path> sorted = new ArrayList<>(folders);
        sorted.sort(Comparator.comparing(uses::get));
        return sorted;
    }

    private static FileTime lastUse(Path folder) {
        return lastModified(folder.resolve(RunCacheEntry.FILE));
    }

    private static FileTime lastModified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        long size = 0;
        for (String name : List.of(RunCacheEntry.FILE, RunRequest.PREDICTIONS, RunRequest.MODEL)) {
            try {
                size += Files.size(folder.resolve(name));
            } catch (NoSuchFileException e) {
                // Removed by another build meanwhile.
            }
        }
        return size;
    }
}
