package io.github.mnistlab.fuzz;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.TableSpec;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.OnnxOutput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.external.onnx.OnnxTableCalls;
import io.github.mnistlab.external.onnx.SmallOnnx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The readers of tables, and of what ONNX models say of the columns that they take. */
final class TableReaders {
    private static final Set<Class<? extends Exception>> DATA = Set.of(DataException.class);

    private static final String COLUMNS =
            "[{\"name\":\"east\",\"categories\":[]},{\"name\":\"soil\",\"categories\":[\"clay\",\"sand\"]}]";
    private static final String CLASSES = "[\"a\",\"b\"]";

    private TableReaders() {}

    static Target table() {
        List<byte[]> seeds = List.of(
                text("class,east,soil\na,1,clay\nb,-2.5e3,sand\na,,clay\nb,.5,\"the, sand\"\na,7,\n"),
                text("soil,class,east\r\nclay,1,0\r\nsand,2,1\r\nclay,2,NaN\r\nclay,1,4\r\n"));
        TableSpec spec = new TableSpec(
                null, null, "all.csv", 0.5, "class", null, null, List.of("soil"), null, true, ",", null, null, 1, null);
        return new Target(
                "table",
                "all.csv",
                seeds,
                UnaryOperator.identity(),
                DATA,
                file -> TableFiles.of(spec, file.getParent(), PreparationSpec.AS_IT_IS));
    }

    /** A model, and one whose metadata is damaged within a whole file. */
    static List<Target> onnx() {
        Target.Reader reader = TableReaders::readOnnx;
        return List.of(
                new Target(
                        "onnx", "model.onnx", List.of(model(COLUMNS, CLASSES)), UnaryOperator.identity(), DATA, reader),
                new Target(
                        "onnx-columns",
                        "model.onnx",
                        List.of(text(COLUMNS)),
                        columns -> model(new String(columns, StandardCharsets.UTF_8), CLASSES),
                        DATA,
                        reader),
                new Target(
                        "onnx-classes",
                        "model.onnx",
                        List.of(text(CLASSES)),
                        classes -> model(COLUMNS, new String(classes, StandardCharsets.UTF_8)),
                        DATA,
                        reader));
    }

    private static void readOnnx(Path file) {
        OnnxFile read = OnnxFile.read(file);
        List<Column> columns = List.of(new Column("east"), new Column("soil", List.of("clay", "sand")));
        JudgedModel.Onnx asked =
                new JudgedModel.Onnx("model.onnx", OnnxInput.UNSAID, new OnnxOutput(null, Values.PROBABILITIES));
        read.classes(OnnxTableCalls.of(read, asked, columns, List.of("a", "b")));
    }

    /** With every kind of what is read: weights, a graph in a graph, metadata. */
    private static byte[] model(String columns, String classes) {
        SmallOnnx body = new SmallOnnx().node("Identity", "same", "in").output("same", SmallOnnx.FLOAT32, 1);
        return new SmallOnnx()
                .floats("w", new float[] {1, 2, 3, 4}, 2, 2)
                .longs("n", new long[] {1}, 1)
                .node("MatMul", "logits", "rows", "w")
                .nodeWithBody("Loop", "looped", body, "n")
                .node("Softmax", "probabilities", "logits")
                .input("rows", SmallOnnx.FLOAT32, -1, 2)
                .output("probabilities", SmallOnnx.FLOAT32, -1, 2)
                .says(Map.of("mnist-lab.input.columns", columns, "mnist-lab.classes", classes))
                .bytes();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
