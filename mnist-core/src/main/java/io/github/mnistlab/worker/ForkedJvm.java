package io.github.mnistlab.worker;

import io.github.mnistlab.data.IoReason;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM that was forked to be spoken with. Its standard input names the port and the token to report to; its output and
 * errors are its log.
 *
 * @param <I> what it says
 * @param <O> what it is told
 */
public final class ForkedJvm<I, O> implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_TAIL_LINES = 15;
    private static final List<String> INHERITED_NO_MORE =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH");

    private final Path log;
    private final Process process;
    private final MessageChannel<I, O> channel;

    private ForkedJvm(Path log, Process process, MessageChannel<I, O> channel) {
        this.log = log;
        this.process = process;
        this.channel = channel;
    }

    /**
     * Starts a program and waits until it reports.
     *
     * @param environment variables that the native libraries read when they load; they are set over those inherited
     * @param main its class
     * @param name names its log
     * @param heard what it says
     * @param said what it is told
     * @throws WorkerDiedException if it ends or stays silent instead
     */
    public static <I, O> ForkedJvm<I, O> start(
            WorkerSettings settings,
            Map<String, String> environment,
            String main,
            String name,
            Class<I> heard,
            Class<O> said)
            throws IOException, WorkerDiedException {
        Path log = settings.logDirectory().resolve(name + ".log");
        try (Reception<I, O> reception = new Reception<>(heard, said)) {
            Process process = launch(settings, environment, main, log);
            try {
                // Through standard input, which no other user of the machine can read, unlike arguments.
                try (OutputStream input = process.getOutputStream()) {
                    input.write(
                            (reception.port() + "\n" + reception.token() + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // It died before it read; connecting, below, finds out and says more.
            }
            return new ForkedJvm<>(log, process, connect(reception, process, log));
        }
    }

    private static Process launch(WorkerSettings settings, Map<String, String> environment, String main, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.addAll(settings.jvmOptions());
        command.add(main);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(ForkedJvm::wouldChangeResults);
        builder.environment().putAll(environment);
        // By variable, for a class path has no limit of length there on any system that we know.
        builder.environment()
                .put(
                        "CLASSPATH",
                        settings.classpath().stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return builder.start();
    }

    /** What a shell happens to have set must not decide what an experiment computes; what a user asks for is added after. */
    private static boolean wouldChangeResults(String variable) {
        return KernelVariables.include(variable)
                || INHERITED_NO_MORE.stream().anyMatch(variable.toUpperCase(Locale.ROOT)::startsWith);
    }

    private static <I, O> MessageChannel<I, O> connect(Reception<I, O> reception, Process process, Path log)
            throws WorkerDiedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        boolean interrupted = false;
        try {
            while (System.nanoTime() < deadline) {
                try {
                    Optional<MessageChannel<I, O>> channel = reception.await(POLL);
                    if (channel.isPresent()) {
                        return channel.get();
                    }
                    if (!process.isAlive()) {
                        throw new WorkerDiedException("the worker ended while it started" + ending(process, log));
                    }
                } catch (InterruptedException e) {
                    // Once it has reported, whoever gave it work ends it in good order.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        process.destroyForcibly();
        throw new WorkerDiedException(
                "the worker did not report within " + START_TIMEOUT.toSeconds() + " s" + ending(process, log));
    }

    public MessageChannel<I, O> channel() {
        return channel;
    }

    /** Where all that the process said is. */
    public Path log() {
        return log;
    }

    /** How it ended, for the end of a sentence that says that it did. */
    public String ending() {
        return ending(process, log);
    }

    /** The end of what it said, for the end of a sentence. */
    String logTail() {
        return logTail(log);
    }

    /** Ends the process at once. Any thread may. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process is ended below all the same.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String ending(Process process, Path log) {
        try {
            String exit = process.waitFor(5, TimeUnit.SECONDS)
                    ? ", with exit code " + process.exitValue()
                    : ", its connection lost";
            return exit + logTail(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static String logTail(Path log) {
        try {
            // The log is bytes of any encoding: a native library writes what it likes.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String tail = lines.stream()
                    .skip(Math.max(0, lines.size() - LOG_TAIL_LINES))
                    .collect(Collectors.joining("\n  "));
            return tail.isBlank()
                    ? "; its log, " + log + ", is empty"
                    : "; the end of its log, " + log + ":\n  " + tail;
        } catch (IOException e) {
            return "; its log, " + log + ", cannot be read: " + IoReason.of(e, log);
        }
    }
}
