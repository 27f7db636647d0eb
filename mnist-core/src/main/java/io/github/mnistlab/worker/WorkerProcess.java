package io.github.mnistlab.worker;

import io.github.mnistlab.experiment.RunRequest;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One forked JVM, seen from its parent. For one thread, save {@link #useThreads} and {@link #kill}. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 200;
    private static final int LOG_TAIL_LINES = 15;
    private static final List<String> INHERITED_NO_MORE = List.of(
            "OPENBLAS_",
            "GOTO_",
            "OMP_",
            "GOMP_",
            "KMP_",
            "MKL_",
            "DNNL_",
            "ONEDNN_",
            "GLIBC_TUNABLES",
            "ND4J_",
            "SD_",
            "JAVA_TOOL_OPTIONS",
            "_JAVA_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "CLASSPATH");

    private final WorkerSettings settings;
    private final Map<String, String> environment;
    private final Path log;
    private final Process process;
    private final MessageChannel channel;
    private int threads = 1;

    private WorkerProcess(
            WorkerSettings settings,
            Map<String, String> environment,
            Path log,
            Process process,
            MessageChannel channel) {
        this.settings = settings;
        this.environment = environment;
        this.log = log;
        this.process = process;
        this.channel = channel;
    }

    /**
     * Starts a worker and waits until it reports.
     *
     * @param environment variables that the native libraries read when they load; they are set over those inherited
     * @param name names its log
     * @throws WorkerDiedException if it ends or stays silent instead
     */
    static WorkerProcess start(WorkerSettings settings, Map<String, String> environment, String name)
            throws IOException, WorkerDiedException {
        Path log = settings.logDirectory().resolve(name + ".log");
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        String token = HexFormat.of().formatHex(secret);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = launch(settings, environment, log);
            try {
                // Through standard input, which no other user of the machine can read, unlike arguments.
                try (OutputStream input = process.getOutputStream()) {
                    input.write((server.getLocalPort() + "\n" + token + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // It died before it read; connecting, below, finds out and says more.
            }
            return new WorkerProcess(settings, environment, log, process, connect(server, token, process, log));
        }
    }

    private static Process launch(WorkerSettings settings, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.addAll(settings.jvmOptions());
        command.add(WorkerMain.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(WorkerProcess::wouldChangeResults);
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
        return INHERITED_NO_MORE.stream().anyMatch(variable.toUpperCase(Locale.ROOT)::startsWith);
    }

    private static MessageChannel connect(ServerSocket server, String token, Process process, Path log)
            throws IOException, WorkerDiedException {
        server.setSoTimeout(POLL_MILLIS);
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                MessageChannel channel = new MessageChannel(server.accept());
                channel.setReadTimeout(Duration.ofSeconds(5));
                if (channel.read() instanceof WorkerMessage.Hello hello
                        && hello.token().equals(token)) {
                    return channel;
                }
                channel.close();
            } catch (SocketTimeoutException e) {
                if (!process.isAlive()) {
                    throw new WorkerDiedException("the worker ended while it started" + ending(process, log));
                }
            }
        }
        process.destroyForcibly();
        throw new WorkerDiedException(
                "the worker did not report within " + START_TIMEOUT.toSeconds() + " s" + ending(process, log));
    }

    /** Whether its native libraries have loaded with these variables. */
    boolean has(Map<String, String> wanted) {
        return environment.equals(wanted);
    }

    /**
     * Executes a run.
     *
     * @param onMessage gets what the worker reports on the way, from the calling thread
     * @return {@link WorkerMessage.Finished}, {@link WorkerMessage.NotApplicable} or {@link WorkerMessage.Failed}
     * @throws WorkerDiedException if the process ends or hangs; this worker is of no use then
     */
    WorkerMessage execute(RunRequest run, java.util.function.Consumer<WorkerMessage> onMessage)
            throws WorkerDiedException {
        try {
            channel.setReadTimeout(settings.stallTimeout());
            channel.send(new WorkerMessage.Execute(run));
            WorkerMessage message;
            while ((message = channel.read()) != null) {
                if (message instanceof WorkerMessage.Finished || message instanceof WorkerMessage.NotApplicable) {
                    return message;
                }
                if (message instanceof WorkerMessage.Failed failed) {
                    String more = failed.explained() ? moreIn(log) : logTail(log);
                    return new WorkerMessage.Failed(failed.reason() + more, true);
                }
                onMessage.accept(message);
            }
        } catch (SocketTimeoutException e) {
            process.destroyForcibly();
            throw new WorkerDiedException("the worker gave no sign of life for "
                    + settings.stallTimeout().toSeconds() + " s and was ended" + logTail(log));
        } catch (IOException e) {
            // As good as closed: how the process ended says more than how the socket did.
        }
        throw new WorkerDiedException("the worker ended unexpectedly" + ending(process, log));
    }

    /** Tells it how many threads are to work on its run from now on. Any thread may. */
    synchronized void useThreads(int wanted) {
        if (wanted == threads) {
            return;
        }
        try {
            channel.send(new WorkerMessage.UseThreads(wanted));
            threads = wanted;
        } catch (IOException e) {
            // The process is gone: whoever waits for its run finds out and says more.
        }
    }

    /** Where all that the process said is. */
    Path log() {
        return log;
    }

    /** For the end of a sentence that says what happened. */
    static String moreIn(Path log) {
        return "\n  The log of the worker says more: " + log;
    }

    /** Ends the process at once. Any thread may. */
    void kill() {
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
            return "; its log, " + log + ", cannot be read: " + e.getMessage();
        }
    }
}
