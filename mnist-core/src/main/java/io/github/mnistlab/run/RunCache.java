package io.github.mnistlab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finished runs by their identity, so that none is trained twice. */
public interface RunCache {

    /** What is known of a run. */
    sealed interface Lookup {
        /**
         * It is known, and its files have been copied.
         *
         * @param outcome what came out when it was trained last
         * @param disagreed the digest of other parameters that the same run had before; empty, as it should be, if it
         *     never had
         */
        record Found(RunOutcome outcome, Optional<String> disagreed) implements Lookup {}

        /**
         * It must be trained.
         *
         * @param reason why, for people, if the cache itself is the reason; nothing where it never had such a run, or no
         *     longer has it
         */
        record Missing(Optional<String> reason) implements Lookup {
            public static Missing since(String reason) {
                return new Missing(Optional.of(reason));
            }
        }
    }

    /** What became of a run that was to be kept. */
    sealed interface Kept {
        /** It is in the cache, as it was if it was there already. */
        record Stored() implements Kept {}

        /** It is not: nothing is kept. */
        record Nowhere() implements Kept {}

        /**
         * Another result was there for the same identity; this one has taken its place.
         *
         * @param before the result that was there
         */
        record Disagreed(RunOutcome before) implements Kept {}
    }

    /**
     * Takes a run out.
     *
     * @param into an existing folder for its files, {@link RunRequest#PREDICTIONS} and, if it trained, {@link RunRequest#MODEL}
     * @throws IOException if the files cannot be written there
     */
    Lookup find(RunIdentity identity, Path into) throws IOException;

    /**
     * Keeps a finished run.
     *
     * @param run whose files are copied
     * @throws IOException if it cannot be written; what was there before is whole, then
     */
    Kept keep(RunIdentity identity, FinishedRun run) throws IOException;

    /** Whether a run is there, as far as can be told without taking it out. */
    boolean has(RunIdentity identity);

    /** Some of the runs that are there, those used last first: enough to tell from them how long others take. */
    List<PastRun> past();

    /** Knows nothing and keeps nothing. */
    static RunCache none() {
        return new RunCache() {
            @Override
            public Lookup find(RunIdentity identity, Path into) {
                return Lookup.Missing.since("the run cache is not used");
            }

            @Override
            public Kept keep(RunIdentity identity, FinishedRun run) {
                return new Kept.Nowhere();
            }

            @Override
            public boolean has(RunIdentity identity) {
                return false;
            }

            @Override
            public List<PastRun> past() {
                return List.of();
            }
        };
    }

    /** The same cache for a build that trains everything again: it knows nothing, but keeps what is trained. */
    default RunCache withoutLookup() {
        RunCache cache = this;
        return new RunCache() {
            @Override
            public Lookup find(RunIdentity identity, Path into) {
                return Lookup.Missing.since("everything is to be trained again");
            }

            @Override
            public Kept keep(RunIdentity identity, FinishedRun run) throws IOException {
                return cache.keep(identity, run);
            }

            @Override
            public boolean has(RunIdentity identity) {
                return false;
            }

            @Override
            public List<PastRun> past() {
                return cache.past();
            }
        };
    }
}
