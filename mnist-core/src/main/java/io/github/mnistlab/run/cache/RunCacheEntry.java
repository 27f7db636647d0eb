package io.github.mnistlab.run.cache;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.PrettyJson;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The description of an entry in the folder of finished runs.
 *
 * @param schemaVersion of this form
 * @param identity what the run was
 * @param outcome what came out
 * @param files the digest of each of its files
 * @param disagreed the parameters that the same run had before; null if it never had others
 * @param digest SHA-256 of all the other fields in canonical JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunCacheEntry(
        int schemaVersion,
        RunIdentity identity,
        RunOutcome outcome,
        Map<String, String> files,
        String disagreed,
        String digest) {
    /** The file in an entry's folder. */
    static final String FILE = "entry.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int SCHEMA_VERSION = 1;

    /** Says what of an entry is not as it should be. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    static RunCacheEntry of(RunIdentity identity, RunOutcome outcome, Map<String, String> files, String disagreed) {
        String digest = digest(SCHEMA_VERSION, identity, outcome, files, disagreed);
        return new RunCacheEntry(SCHEMA_VERSION, identity, outcome, files, disagreed, digest);
    }

    void check() throws DamagedException {
        if (schemaVersion != SCHEMA_VERSION || identity == null || outcome == null || files == null) {
            throw new DamagedException(FILE + " is not of the form that this version reads");
        }
        requireSame(FILE, digest, digest(schemaVersion, identity, outcome, files, disagreed));
    }

    private static String digest(
            int schemaVersion, RunIdentity identity, RunOutcome outcome, Map<String, String> files, String disagreed) {
        return Sha256.of(CanonicalJson.write(Map.of(
                "version",
                schemaVersion,
                "identity",
                identity,
                "outcome",
                outcome,
                "files",
                files,
                "disagreed",
                String.valueOf(disagreed))));
    }

    /** Only what was read whole can be found damaged: a disk or a system that is in trouble now says nothing of it. */
    static RunCacheEntry read(Path folder) throws IOException, DamagedException {
        byte[] bytes = Files.readAllBytes(folder.resolve(FILE));
        try {
            RunCacheEntry entry = JSON.readValue(bytes, RunCacheEntry.class);
            if (entry == null) {
                throw new DamagedException(FILE + " says nothing");
            }
            entry.check();
            return entry;
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedException(FILE + " is not what it should be: " + e.getMessage());
        }
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(FILE), PrettyJson.write(this));
    }

    static void requireSame(String what, String expected, String found) throws DamagedException {
        if (!found.equals(expected)) {
            throw new DamagedException(what + " has the digest " + found + ", but should have " + expected);
        }
    }
}
