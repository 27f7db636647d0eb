package io.github.mnistlab.result;

import io.github.mnistlab.data.Sha256;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A git repository, asked through git's own command: it alone knows every work tree, filter and ignored file as the user
 * does. Nothing is written, and nothing fetched.
 */
public final class GitRepository {
    /** They speak of the repository whose hook we may have been started from. */
    private static final List<String> OF_ANOTHER_REPOSITORY = List.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_PREFIX",
            "GIT_COMMON_DIR",
            "GIT_NAMESPACE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES");

    private final Path root;

    private GitRepository(Path root) {
        this.root = root;
    }

    /**
     * The repository that a folder is in.
     *
     * @return nothing if there is none, or no {@code git} on this machine
     * @throws IOException if there is one that git refuses to look at, as one that is another user's
     */
    public static Optional<GitRepository> containing(Path folder) throws IOException {
        Path absolute = folder.toRealPath();
        Answer answer;
        try {
            answer = ask(absolute, OutputStream.nullOutputStream(), "rev-parse", "--is-inside-work-tree");
        } catch (IOException e) {
            return Optional.empty();
        }
        if (!answer.succeeded()) {
            for (Path parent = absolute; parent != null; parent = parent.getParent()) {
                if (Files.exists(parent.resolve(".git"))) {
                    answer.require();
                }
            }
            return Optional.empty();
        }
        String root = new GitRepository(absolute).tell("rev-parse", "--show-toplevel");
        try {
            return root.isEmpty() ? Optional.empty() : Optional.of(new GitRepository(Path.of(root)));
        } catch (InvalidPathException e) {
            throw new IOException(
                    "the repository's folder " + root
                            + " has a name that Java cannot use in this locale; set LC_ALL to one"
                            + " with UTF-8, such as C.UTF-8",
                    e);
        }
    }

    /**
     * What is checked out, and whether the files are as they were committed.
     *
     * @return nothing if there is no commit yet
     */
    public Optional<SourceState> state() throws IOException {
        if (!knows("HEAD")) {
            return Optional.empty();
        }
        String branch = tell("rev-parse", "--abbrev-ref", "HEAD");
        boolean dirty = !tell("status", "--porcelain", "--untracked-files=all").isEmpty();
        return Optional.of(new SourceState(
                commit("HEAD"), branch.equals("HEAD") ? null : branch, dirty, dirty ? digestOfChanges() : null));
    }

    /** Whether a revision, as a user types it, names a commit. */
    public boolean knows(String revision) throws IOException {
        // It is a user's word, and never an option of git's.
        return !revision.startsWith("-")
                && ask(root, OutputStream.nullOutputStream(), "rev-parse", "--verify", "--quiet", commitOf(revision))
                        .succeeded();
    }

    /**
     * The name of the commit that a revision means.
     *
     * @throws IOException if there is no such commit
     */
    public String commit(String revision) throws IOException {
        if (!knows(revision)) {
            throw new IOException("'" + revision + "' is no revision of the git repository " + root);
        }
        return tell("rev-parse", "--verify", "--quiet", commitOf(revision));
    }

    private static String commitOf(String revision) {
        return revision + "^{commit}";
    }

    /**
     * The content of a file at a revision.
     *
     * @param file in this repository's work tree; it need not exist there now
     * @return nothing if that revision has no such file
     */
    public Optional<byte[]> read(String revision, Path file) throws IOException {
        String object = commit(revision) + ":" + pathOf(file);
        if (!ask(root, OutputStream.nullOutputStream(), "cat-file", "-e", object)
                .succeeded()) {
            return Optional.empty();
        }
        return Optional.of(bytes("cat-file", "blob", object));
    }

    private String pathOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent().toRealPath();
        return root.toRealPath()
                .relativize(folder.resolve(file.getFileName()))
                .toString()
                .replace('\\', '/');
    }

    /**
     * A commit that changed a file.
     *
     * @param commit its whole name
     * @param time when it was committed, as ISO 8601
     * @param subject the first line of its message
     */
    public record Change(String commit, String time, String subject) {}

    /**
     * The commits before the one that is checked out, and that one, that changed a file; the oldest first. Of a shallow clone
     * those that it has.
     *
     * @param file in this repository's work tree
     */
    public List<Change> changes(Path file) throws IOException {
        if (!knows("HEAD")) {
            return List.of();
        }
        // Its name is a name, whatever characters it has.
        String path = ":(top,literal)" + pathOf(file);
        return tell("log", "--reverse", "--no-show-signature", "--format=%H%x00%cI%x00%s", "HEAD", "--", path)
                .lines()
                .map(line -> line.split("\0", -1))
                .map(parts -> new Change(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** What was tracked, as a patch, and then what is new, each file by its name and content. */
    private String digestOfChanges() throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (OutputStream patch = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            // Not diff, whose form the user's settings decide.
            ask(root, patch, "diff-index", "-p", "--binary", "--full-index", "--no-ext-diff", "--no-textconv", "HEAD")
                    .require();
        }
        String names = new String(bytes("ls-files", "-z", "--others", "--exclude-standard"), StandardCharsets.UTF_8);
        for (String name : names.split("\0", -1)) {
            digest.update((name + "\0" + contentOf(name) + "\0").getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.hex(digest);
    }

    /** Digest of a new file, or what can be said instead: nothing here may end a build. */
    private String contentOf(String name) {
        try {
            Path file = root.resolve(name);
            if (Files.isSymbolicLink(file)) {
                return "link to " + Files.readSymbolicLink(file);
            }
            return Files.isRegularFile(file) ? Sha256.of(file) : "no file";
        } catch (InvalidPathException e) {
            return contentByGit(name);
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /** Of a file whose name Java cannot use in this locale. */
    private String contentByGit(String name) {
        try {
            ByteArrayOutputStream digest = new ByteArrayOutputStream();
            String line =
                    "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"\n";
            ask(root, line.getBytes(StandardCharsets.UTF_8), digest, "hash-object", "--no-filters", "--stdin-paths")
                    .require();
            return digest.toString(StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private String tell(String... arguments) throws IOException {
        return new String(bytes(arguments), StandardCharsets.UTF_8).strip();
    }

    private byte[] bytes(String... arguments) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ask(root, output, arguments).require();
        return output.toByteArray();
    }

    private static Answer ask(Path folder, OutputStream output, String... arguments) throws IOException {
        return ask(folder, new byte[0], output, arguments);
    }

    private static Answer ask(Path folder, byte[] input, OutputStream output, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeAll(OF_ANOTHER_REPOSITORY);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("GIT_NO_LAZY_FETCH", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        CompletableFuture<String> errors =
                CompletableFuture.supplyAsync(() -> firstLine(process.errorReader(StandardCharsets.UTF_8)));
        try (InputStream from = process.getInputStream()) {
            try (OutputStream to = process.getOutputStream()) {
                to.write(input);
            }
            from.transferTo(output);
            return new Answer(process.waitFor(), String.join(" ", arguments), errors.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git was at work", e);
        } finally {
            process.destroy();
        }
    }

    /** Reads all there is, so that nobody waits to say more. */
    private static String firstLine(BufferedReader reader) {
        try (reader) {
            return reader.lines().toList().stream().findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private record Answer(int exitCode, String command, String error) {
        boolean succeeded() {
            return exitCode == 0;
        }

        void require() throws IOException {
            if (!succeeded()) {
                throw new IOException(
                        "git " + command + " failed: " + (error.isEmpty() ? "exit code " + exitCode : error));
            }
        }
    }
}
