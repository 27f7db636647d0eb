package io.github.mnistlab.maven.init;

import io.github.mnistlab.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of the project and what is to become of it. None that was there loses anything. */
public sealed interface PlannedFile {
    /** Where it is. */
    Path path();

    /** What is to become of it, in a few words. */
    String fate();

    /** The lines that it gets, for whoever is to agree to them. */
    List<String> shown();

    /**
     * Makes it so.
     *
     * @throws IOException if it cannot be written, or has changed since it was looked at
     */
    void write() throws IOException;

    /** A file with that text, unless there is one already. */
    static PlannedFile of(Path path, String text, boolean isShown) {
        return Files.exists(path) ? new Kept(path, "is there already, stays as it is") : new New(path, text, isShown);
    }

    /**
     * A file that is made.
     *
     * @param isShown whether people are to see all of it before
     */
    record New(Path path, String text, boolean isShown) implements PlannedFile {
        @Override
        public String fate() {
            return "new" + (isShown ? "" : ", " + text.lines().count() + " lines");
        }

        @Override
        public List<String> shown() {
            return isShown ? text.lines().toList() : List.of();
        }

        @Override
        public void write() throws IOException {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            // Refused by the file system itself, should there be one by now.
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
        }
    }

    /**
     * A file that gets more lines.
     *
     * @param before all of it, as it is now
     * @param after all of it, as it is to be
     * @param added what is new
     */
    record Completed(Path path, String before, String after, String added) implements PlannedFile {
        @Override
        public String fate() {
            return "gets these lines, and keeps all others";
        }

        @Override
        public List<String> shown() {
            return added.lines().toList();
        }

        @Override
        public void write() throws IOException {
            if (!Files.readString(path).equals(before)) {
                throw new IOException(path + " has changed meanwhile");
            }
            byte[] bytes = after.getBytes(StandardCharsets.UTF_8);
            WholeFile.write(path, stream -> stream.write(bytes));
        }
    }

    /**
     * A file that stays.
     *
     * @param fate why
     */
    record Kept(Path path, String fate) implements PlannedFile {
        @Override
        public List<String> shown() {
            return List.of();
        }

        @Override
        public void write() {}
    }
}
