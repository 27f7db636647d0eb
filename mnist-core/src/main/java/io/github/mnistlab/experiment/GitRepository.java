package io.github.mnistlab.experiment;

import io.github.mnistlab.data.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A git repository, asked through git's own command: it alone knows every work tree, filter and ignored file as the user
 * does. Nothing is written.
 */
public final class GitRepository {
    private final Path root;

    private GitRepository(Path root) {
        this.root = root;
    }

    /**
     * The repository that a folder is in.
     *
     * @return nothing if there is none, or no {@code git} on this machine
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
            return Optional.empty();
        }
        String root = new GitRepository(absolute).tell("rev-parse", "--show-toplevel");
        return root.isEmpty() ? Optional.empty() : Optional.of(new GitRepository(Path.of(root)));
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
        return ask(root, OutputStream.nullOutputStream(), revParse(revision)).succeeded();
    }

    /**
     * The name of the commit that a revision means.
     *
     * @throws IOException if there is no such commit
     */
    public String commit(String revision) throws IOException {
        return tell(revParse(revision));
    }

    /**
     * The content of a file at a revision.
     *
     * @param file in this repository's work tree; it need not exist there now
     * @return nothing if that revision has no such file
     */
    public Optional<byte[]> read(String revision, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent().toRealPath();
        String path = root.toRealPath()
                .relativize(folder.resolve(file.getFileName()))
                .toString()
                .replace('\\', '/');
        String object = commit(revision) + ":" + path;
        if (!ask(root, OutputStream.nullOutputStream(), "cat-file", "-e", object)
                .succeeded()) {
            return Optional.empty();
        }
        return Optional.of(bytes("cat-file", "blob", object));
    }

    /** What was tracked, as a patch, and then what is new, each file by its name and content. */
    private String digestOfChanges() throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (OutputStream patch = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Answer answer =
                    ask(root, patch, "diff", "--binary", "--no-ext-diff", "--no-textconv", "--no-color", "HEAD");
            answer.require();
        }
        String names = tell("ls-files", "-z", "--others", "--exclude-standard");
        for (String name : names.split("\0", -1)) {
            Path file = root.resolve(name);
            if (Files.isRegularFile(file)) {
                digest.update((name + "\0" + Sha256.of(file) + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }
        return Sha256.hex(digest);
    }

    /** A revision is a user's word: it is never taken for an option. */
    private static String[] revParse(String revision) {
        return new String[] {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"};
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
        // A repository's own configuration must not start programs just because we look at it.
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream input = process.getInputStream()) {
            input.transferTo(output);
            return new Answer(process.waitFor(), String.join(" ", arguments));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git was at work", e);
        } finally {
            process.destroy();
        }
    }

    private record Answer(int exitCode, String command) {
        boolean succeeded() {
            return exitCode == 0;
        }

        void require() throws IOException {
            if (!succeeded()) {
                throw new IOException("git " + command + " failed with exit code " + exitCode);
            }
        }
    }
}
