package io.github.mnistlab.external.onnx;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An ONNX file, as far as it is known without computing anything.
 *
 * @param path where it lies
 * @param sha256 of the file, or, if weights of it are in files of their own, of the digests of them all
 * @param inputs what it must be given
 * @param outputs what it gives
 * @param metadata whatever its maker wrote into it, by key
 */
public record OnnxFile(
        Path path, String sha256, List<OnnxValue> inputs, List<OnnxValue> outputs, Map<String, String> metadata) {
    /** Of a file with all its weights: hundreds of times what a classifier of small images takes. */
    private static final long MOST_BYTES = 1L << 30;

    /** As many as predictions may be of. */
    private static final int MOST_CLASSES = 256;

    /**
     * Reads a file. It is trusted in nothing.
     *
     * @throws DataException if it cannot be read, is too large, is no ONNX model, or has weights outside of its folder
     */
    public static OnnxFile read(Path file) {
        try {
            long bytes = requireFew(file, Files.size(file));
            OnnxGraph graph;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                graph = OnnxGraph.read(new WireReader(in, bytes));
            }
            StringBuilder digests = new StringBuilder(Sha256.of(file));
            for (Path weights : externalFiles(file, graph, bytes)) {
                digests.append('\n').append(Sha256.of(weights));
            }
            String sha256 = graph.externalFiles().isEmpty() ? digests.toString() : Sha256.of(digests.toString());
            return new OnnxFile(file, sha256, graph.inputs(), graph.outputs(), graph.metadata());
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as ONNX: " + IoReason.of(e, file), e);
        }
    }

    /**
     * How many classes the numbers are of that a call gives.
     *
     * @return nothing if the file does not say
     */
    public OptionalInt classes(OnnxCall call) {
        return outputs.stream()
                .filter(value -> value.name().equals(call.output()))
                .flatMap(value -> value.shape().stream())
                .filter(shape -> shape.size() == 2 && shape.get(1) >= 2 && shape.get(1) <= MOST_CLASSES)
                .mapToInt(shape -> shape.get(1).intValue())
                .findFirst();
    }

    /** Beside the file or below, and nowhere else, wherever links lead. */
    private static List<Path> externalFiles(Path file, OnnxGraph graph, long bytesOfFile) throws IOException {
        Path folder = file.toAbsolutePath().toRealPath().getParent();
        List<Path> files = new ArrayList<>();
        long bytes = bytesOfFile;
        for (String location : graph.externalFiles()) {
            Path weights = below(folder, location, file);
            files.add(weights);
            bytes = requireFew(file, bytes + Files.size(weights));
        }
        return files;
    }

    private static Path below(Path folder, String location, Path file) {
        try {
            Path weights = folder.resolve(location).toRealPath();
            if (weights.startsWith(folder) && Files.isRegularFile(weights)) {
                return weights;
            }
        } catch (IOException | InvalidPathException e) {
            // Not there, which is told below.
        }
        throw new DataException(file + " has weights in a file of their own, " + OnnxValue.printable(location)
                + ", which is not in its folder; put it there, or save the model as one file");
    }

    private static long requireFew(Path file, long bytes) {
        if (bytes > MOST_BYTES) {
            throw new DataException(file + " takes " + bytes + " bytes with its weights, but may take " + MOST_BYTES);
        }
        return bytes;
    }
}
