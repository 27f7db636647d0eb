package io.github.mnistlab.worker;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.external.onnx.OnnxQuestion;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ONNX Runtime in a forked JVM, one for each question: a model may do there what it likes, and is ended. */
public final class OnnxProcess implements OnnxRuntime {
    /** ONNX Runtime's own builds tell Microsoft of what they do, from their first moment on, unless this says no. */
    private static final Map<String, String> WITHOUT_TELEMETRY = Map.of("ORT_DISABLE_TELEMETRY", "1");

    private final WorkerSettings settings;
    private int started;

    /**
     * @param settings the class path has this code, Jackson and ONNX Runtime; the time is that of a whole question
     */
    public OnnxProcess(WorkerSettings settings) {
        this.settings = settings;
    }

    /**
     * On the Java that this process runs on.
     *
     * @param runtime the jars of ONNX Runtime
     * @param timeout after how long a question is given up
     * @param work takes what is unpacked
     * @param logs takes what a process says
     */
    public static OnnxProcess of(List<Path> runtime, Duration timeout, Path work, Path logs) throws IOException {
        List<Path> classpath = new ArrayList<>(CodeDigest.judgingClasspath());
        classpath.addAll(runtime);
        Path temporary = Files.createDirectories(work.resolve(".onnx"));
        return new OnnxProcess(WorkerSettings.onThisJava(classpath, WorkerJvm.onnxOptions(temporary), timeout, logs));
    }

    @Override
    public void answer(OnnxQuestion question) {
        started++;
        try (ForkedJvm<OnnxReport, OnnxQuestion> jvm = ForkedJvm.start(
                settings,
                WITHOUT_TELEMETRY,
                OnnxMain.class.getName(),
                "onnx-" + started,
                OnnxReport.class,
                OnnxQuestion.class)) {
            OnnxReport report = ask(jvm, question);
            if (report instanceof OnnxReport.Refused refused) {
                throw new DataException(question.model() + " cannot be judged: " + refused.reason());
            }
        } catch (WorkerDiedException e) {
            throw new DataException(question.model() + " cannot be judged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(
                    question.model() + " cannot be judged: the process that computes cannot be started: "
                            + IoReason.of(e),
                    e);
        }
    }

    private OnnxReport ask(ForkedJvm<OnnxReport, OnnxQuestion> jvm, OnnxQuestion question) throws WorkerDiedException {
        try {
            jvm.channel().setReadTimeout(settings.stallTimeout());
            jvm.channel().send(question);
            Optional<OnnxReport> report = jvm.channel().read();
            if (report.isPresent()) {
                return report.get();
            }
        } catch (SocketTimeoutException e) {
            jvm.kill();
            return new OnnxReport.Refused(
                    "it was not done within " + settings.stallTimeout().toSeconds() + " s");
        } catch (IOException e) {
            // As good as closed: how the process ended says more.
        }
        throw new WorkerDiedException("the process that computes ended unexpectedly" + jvm.ending());
    }
}
