package io.github.mnistlab.run.execution;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** ONNX Runtime on rows of numbers, in a JVM of its own: beside ND4J, its native library does not live. */
final class OnnxRows {
    private OnnxRows() {}

    /** The probabilities that a model gives, row after row. */
    static float[] predict(Path folder, byte[] model, float[][] rows) throws Exception {
        ByteBuffer numbers = ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES);
        for (float[] row : rows) {
            for (float number : row) {
                numbers.putFloat(number);
            }
        }
        Path file = Files.write(folder.resolve("rows.onnx"), model);
        Path in = Files.write(folder.resolve("rows.bin"), numbers.array());
        Path out = folder.resolve("answers.bin");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnnxRows.class.getName(),
                        file.toString(),
                        in.toString(),
                        String.valueOf(rows[0].length),
                        out.toString())
                .inheritIO();
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        Process process = builder.start();
        if (process.waitFor() != 0) {
            throw new IOException("ONNX Runtime ended with " + process.exitValue());
        }
        FloatBuffer answers = ByteBuffer.wrap(Files.readAllBytes(out)).asFloatBuffer();
        float[] probabilities = new float[answers.remaining()];
        answers.get(probabilities);
        return probabilities;
    }

    /** @param args the model, the rows, how many numbers a row has, and where the answers go */
    public static void main(String[] args) throws IOException, OrtException {
        FloatBuffer numbers =
                ByteBuffer.wrap(Files.readAllBytes(Path.of(args[1]))).asFloatBuffer();
        int columns = Integer.parseInt(args[2]);
        float[][] rows = new float[numbers.remaining() / columns][columns];
        for (float[] row : rows) {
            numbers.get(row);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(args[0]);
                OnnxTensor input = OnnxTensor.createTensor(environment, rows);
                OrtSession.Result result = session.run(Map.of("rows", input))) {
            float[][] probabilities = (float[][]) result.get(0).getValue();
            ByteBuffer answers = ByteBuffer.allocate(probabilities.length * probabilities[0].length * Float.BYTES);
            for (float[] row : probabilities) {
                for (float probability : row) {
                    answers.putFloat(probability);
                }
            }
            Files.write(Path.of(args[3]), answers.array());
        }
    }
}
