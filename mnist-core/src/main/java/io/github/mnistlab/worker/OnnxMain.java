package io.github.mnistlab.worker;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.external.onnx.OnnxQuestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The forked process that computes an ONNX model, which may be made to harm: it answers one question and ends, and ends itself
 * when its parent does or its memory grows beyond bounds.
 */
public final class OnnxMain {
    private static final int PARENT_IS_GONE = 3;
    private static final int TOO_MUCH_MEMORY = 4;

    /** Names the property that sets how much may be resident, of the whole process. */
    static final String MOST_MEBIBYTES = "mnist-lab.onnx.mebibytes";

    /** Many times what a classifier of small images takes. */
    private static final int MOST_MEBIBYTES_BY_DEFAULT = 4096;

    private static final int POLL_MILLIS = 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    private OnnxMain() {}

    /** Started by {@link OnnxProcess} alone. */
    public static void main(String[] arguments) throws Exception {
        try (MessageChannel<OnnxQuestion, OnnxReport> channel =
                MessageChannel.toParent(OnnxQuestion.class, OnnxReport.class)) {
            watch("memory", () -> watchMemory(channel));
            Optional<OnnxQuestion> question = channel.read();
            watch("messages from the parent", () -> awaitEnd(channel));
            channel.send(answer(question.orElseThrow()));
        }
        // Not a return: what a native library left running must not keep this process alive.
        System.exit(0);
    }

    private static OnnxReport answer(OnnxQuestion question) {
        try {
            OnnxSession.answer(question);
            return new OnnxReport.Answered();
        } catch (DataException e) {
            return new OnnxReport.Refused(e.getMessage());
        } catch (IOException e) {
            return new OnnxReport.Refused("a file cannot be read or written: " + IoReason.of(e));
        } catch (LinkageError e) {
            e.printStackTrace();
            return new OnnxReport.Refused("ONNX Runtime cannot be loaded: " + e.getMessage());
        }
    }

    private static void watch(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd(MessageChannel<OnnxQuestion, OnnxReport> channel) {
        try {
            channel.read();
        } catch (IOException e) {
            // As good as its end.
        }
        Runtime.getRuntime().halt(PARENT_IS_GONE);
    }

    private static void watchMemory(MessageChannel<OnnxQuestion, OnnxReport> channel) {
        int most = Integer.getInteger(MOST_MEBIBYTES, MOST_MEBIBYTES_BY_DEFAULT);
        try {
            while (residentMebibytes() <= most) {
                Thread.sleep(POLL_MILLIS);
            }
            channel.send(new OnnxReport.Refused("it takes more than " + most + " MiB of memory"));
        } catch (IOException e) {
            // Where the system does not tell, only time is bounded; where the parent is gone, nobody waits.
            return;
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
    }

    /** As Linux tells it. */
    private static long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(STATUS, StandardCharsets.UTF_8)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }
}
