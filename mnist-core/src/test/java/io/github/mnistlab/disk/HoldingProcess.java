package io.github.mnistlab.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that holds a folder's lock until it is killed. */
public final class HoldingProcess {
    private HoldingProcess() {}

    /** Takes the lock's file, and prints a line once it holds it. */
    public static void main(String[] args) throws Exception {
        FolderLock.whileHeld(Path.of(args[0]), Duration.ZERO, holder -> {}, () -> {
            System.out.println("held");
            Thread.sleep(Duration.ofMinutes(10).toMillis());
            return null;
        });
    }

    /** Starts one that holds a lock when this returns. */
    public static Process start(Path lock) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        lock.toString())
                .redirectErrorStream(true)
                .start();
        String line = process.inputReader().readLine();
        if (!"held".equals(line)) {
            throw new IOException("the process says: " + line);
        }
        return process;
    }
}
