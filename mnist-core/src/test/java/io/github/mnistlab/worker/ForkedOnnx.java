package io.github.mnistlab.worker;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.OnnxQuestion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * ONNX Runtime in a process of its own, asked by tests.
 *
 * @param folder for all files
 * @param patience for a question
 * @param mebibytes that the process may take
 */
record ForkedOnnx(Path folder, Duration patience, int mebibytes) {
    /** What a model gives, as its answers' file has it. */
    byte[] answer(Path model, OnnxCall call, byte[] pixels, int classes) throws IOException {
        Path answers = folder.resolve("answers");
        Path asked = Files.write(folder.resolve("pixels"), pixels);
        int rows = pixels.length / ImageShape.MNIST_PIXELS;
        new OnnxProcess(settings()).answer(new OnnxQuestion(model, call, asked, rows, classes, answers));
        return Files.readAllBytes(answers);
    }

    private WorkerSettings settings() {
        List<Path> classpath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        return new WorkerSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classpath,
                List.of("-Xmx256m", "-D" + OnnxMain.MOST_MEBIBYTES + "=" + mebibytes, "-Djava.io.tmpdir=" + folder),
                patience,
                folder);
    }
}
