package io.github.mnistlab.worker;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.OnnxQuestion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** A model that ONNX Runtime has loaded, asked batch by batch. Only in a process of its own: see {@link OnnxMain}. */
final class OnnxSession {
    /** Of a model that takes any number of rows. */
    private static final int BATCH = 256;

    /** A model that takes more at a time is not asked: the rest would be rows of nothing. */
    private static final long MOST_ROWS_A_BATCH = 10_000;

    private static final int MOST_CHARACTERS = 600;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OnnxQuestion question;
    private final OnnxCall call;
    private final int batch;
    private final boolean fixed;
    private final double[] scaled = new double[256];

    private OnnxSession(OrtEnvironment environment, OrtSession session, OnnxQuestion question) {
        this.environment = environment;
        this.session = session;
        this.question = question;
        this.call = question.call();
        long rows = call.axes().get(0);
        this.fixed = rows > 0;
        if (rows > MOST_ROWS_A_BATCH) {
            throw new DataException("it takes " + rows + " rows at a time, but may take " + MOST_ROWS_A_BATCH
                    + "; export it with a first axis of any length");
        }
        this.batch = fixed ? (int) rows : BATCH;
        if (call.scale() != null) {
            Arrays.setAll(scaled, grey -> call.scale().of(grey));
        }
    }

    /**
     * Writes the answers' file.
     *
     * @throws DataException if the model cannot be computed, or gives something else
     */
    static void answer(OnnxQuestion question) throws IOException {
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "mnist-lab");
        try (OrtSession.SessionOptions options = options(environment);
                OrtSession session = environment.createSession(question.model().toString(), options)) {
            new OnnxSession(environment, session, question).answerAll();
        } catch (OrtException e) {
            throw new DataException("ONNX Runtime refuses it: " + oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    /** One thread and no choice that depends on time: the same bits on one kind of machine. No library of operators is loaded. */
    private static OrtSession.SessionOptions options(OrtEnvironment environment) throws OrtException {
        // Beside what OnnxProcess says, which Windows does not hear.
        environment.setTelemetry(false);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setDeterministicCompute(true);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        return options;
    }

    private void answerAll() throws IOException, OrtException {
        int bytesOfRow = call.numbers() * (call.scale() == null ? Double.BYTES : 1);
        byte[] pixels = new byte[batch * bytesOfRow];
        try (InputStream in = Files.newInputStream(question.pixels());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(question.answers()), 1 << 16)) {
            for (int row = 0; row < question.rows(); row += batch) {
                int count = Math.min(batch, question.rows() - row);
                Arrays.fill(pixels, (byte) 0);
                if (in.readNBytes(pixels, 0, count * bytesOfRow) < count * bytesOfRow) {
                    throw new IOException("the rows end before row " + question.rows());
                }
                int given = fixed ? batch : count;
                try (OnnxTensor input = input(pixels, given);
                        OrtSession.Result result = session.run(Map.of(call.input(), input), Set.of(call.output()))) {
                    write(result.get(0), given, count, out);
                }
            }
        }
    }

    private OnnxTensor input(byte[] pixels, int rows) throws OrtException {
        long[] shape = call.axes().stream().mapToLong(Long::longValue).toArray();
        shape[0] = rows;
        int numbers = rows * call.numbers();
        IntToDoubleFunction number = numbers(pixels);
        switch (call.type()) {
            case "uint8" -> {
                ByteBuffer bytes = ByteBuffer.allocateDirect(numbers).order(ByteOrder.nativeOrder());
                bytes.put(pixels, 0, numbers).flip();
                return OnnxTensor.createTensor(environment, bytes, shape, ai.onnxruntime.OnnxJavaType.UINT8);
            }
            case "float64" -> {
                DoubleBuffer doubles = DoubleBuffer.allocate(numbers);
                for (int i = 0; i < numbers; i++) {
                    doubles.put(i, number.applyAsDouble(i));
                }
                return OnnxTensor.createTensor(environment, doubles, shape);
            }
            default -> {
                FloatBuffer floats = FloatBuffer.allocate(numbers);
                for (int i = 0; i < numbers; i++) {
                    floats.put(i, (float) number.applyAsDouble(i));
                }
                return OnnxTensor.createTensor(environment, floats, shape);
            }
        }
    }

    /** The numbers that go in: pixels, each scaled, or those of a table as they are. */
    private IntToDoubleFunction numbers(byte[] bytes) {
        if (call.scale() != null) {
            return i -> scaled[bytes[i] & 0xff];
        }
        DoubleBuffer numbers =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
        return numbers::get;
    }

    private void write(OnnxValue value, int rows, int count, OutputStream out) throws IOException, OrtException {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new DataException(call.output() + " gives a " + value.getType() + ", but must give a tensor");
        }
        TensorInfo info = tensor.getInfo();
        if (call.values() == Values.LABELS) {
            requireShape(info, new long[] {rows}, new long[] {rows, 1});
            writeLabels(tensor, count, out);
            return;
        }
        requireShape(info, new long[] {rows, question.classes()});
        int numbers = count * question.classes();
        ByteBuffer bytes = ByteBuffer.allocate(numbers * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (info.type) {
            case FLOAT -> {
                FloatBuffer floats = tensor.getFloatBuffer();
                for (int i = 0; i < numbers; i++) {
                    bytes.putDouble(floats.get(i));
                }
            }
            case DOUBLE -> {
                DoubleBuffer doubles = tensor.getDoubleBuffer();
                for (int i = 0; i < numbers; i++) {
                    bytes.putDouble(doubles.get(i));
                }
            }
            default ->
                throw new DataException(call.output() + " gives numbers of type " + info.type
                        + ", but they must be float32 or float64");
        }
        out.write(bytes.array());
    }

    private void writeLabels(OnnxTensor tensor, int count, OutputStream out) throws IOException, OrtException {
        Object flat = tensor.getInfo().getShape().length == 1 ? tensor.getValue() : firstOfEach(tensor.getValue());
        for (int row = 0; row < count; row++) {
            String name;
            if (flat instanceof long[] longs) {
                name = Long.toString(longs[row]);
            } else if (flat instanceof int[] ints) {
                name = Integer.toString(ints[row]);
            } else if (flat instanceof String[] strings) {
                name = oneLine(String.valueOf(strings[row]));
            } else {
                throw new DataException(call.output() + " gives values of type " + tensor.getInfo().type
                        + ", but classes are of int64, int32 or string");
            }
            out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Of n × 1 values the n. */
    private static Object firstOfEach(Object rows) {
        if (rows instanceof long[][] longs) {
            return Arrays.stream(longs).mapToLong(row -> row[0]).toArray();
        }
        if (rows instanceof int[][] ints) {
            return Arrays.stream(ints).mapToInt(row -> row[0]).toArray();
        }
        return rows instanceof String[][] strings
                ? Arrays.stream(strings).map(row -> row[0]).toArray(String[]::new)
                : rows;
    }

    private void requireShape(TensorInfo info, long[]... allowed) {
        if (Arrays.stream(allowed).noneMatch(shape -> Arrays.equals(shape, info.getShape()))) {
            throw new DataException(call.output() + " gives " + Arrays.toString(info.getShape()) + " for "
                    + allowed[0][0] + " rows, but must give " + Arrays.toString(allowed[0])
                    + (call.values() == Values.LABELS
                            ? ""
                            : ", a number for each of " + question.classes() + " classes"));
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + " …" : line;
    }
}
