package io.github.mnistlab.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory, mounted on a folder, that is soon full. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this user may mount one. */
    static boolean canBeMounted() throws IOException {
        Path folder = Files.createTempDirectory("small-disk");
        try {
            mount(folder, 1).close();
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            Files.delete(folder);
        }
    }

    /** Mounts one on a folder, which is made when needed. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** Makes room. */
    void grow(int megabytes) throws IOException {
        run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString());
    }

    @Override
    public void close() throws IOException {
        // Lazily: a process that is just ending may still have a file open.
        run("umount", "--lazy", folder.toString());
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Its output has ended, and so will it.
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(List.of(command) + ": " + output);
        }
    }
}
