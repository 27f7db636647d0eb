package io.github.mnistlab.lab;

import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.worker.CodeDigest;
import io.github.mnistlab.worker.OnnxProcess;
import io.github.mnistlab.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** ONNX Runtime in processes of its own on this machine. */
final class OnnxWorker {
    private OnnxWorker() {}

    /**
     * @param runtime its jars
     * @param work takes what is unpacked
     * @param logs takes what a process says
     */
    static OnnxRuntime of(LabSettings settings, List<Path> runtime, Path work, Path logs) throws IOException {
        List<Path> classpath = new ArrayList<>(CodeDigest.judgingClasspath());
        classpath.addAll(runtime);
        Path temporary = Files.createDirectories(work.resolve(".onnx"));
        return new OnnxProcess(new WorkerSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classpath,
                WorkerJvm.onnxOptions(temporary),
                settings.workers().timeout(),
                logs));
    }
}
