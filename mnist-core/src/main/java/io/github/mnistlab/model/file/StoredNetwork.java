package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.TrainedModel;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The content of a Deeplearning4j model file of a perceptron, read without Deeplearning4j and trusting nothing: the layers
 * from the configuration as plain JSON, the parameters as plain numbers.
 *
 * @param layers first to last; features into the first, 2 to {@value Examples#MAX_CLASSES} classes out of the last
 * @param parameters of all layers, in {@link FlatParameters}' order, all finite
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record StoredNetwork(List<LayerShape> layers, float[] parameters) {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String UPDATER = "updaterState.bin";

    /** How rows of a table were prepared for it; not read here. */
    private static final String PREPARATION = TrainedModel.PREPARATION;

    private static final Set<String> ENTRIES = Set.of(CONFIGURATION, COEFFICIENTS, UPDATER, PREPARATION);

    /** Some 17 layers take 50 KB. */
    private static final int MAX_CONFIGURATION_BYTES = 1 << 20;

    /** What stands before the numbers in an array's binary form is shorter. */
    private static final int MAX_ARRAY_HEADER_BYTES = 256;

    /** The most numbers of state that an optimizer of Deeplearning4j keeps for each parameter. */
    private static final int MAX_UPDATER_STATES = 3;

    /** Deflate cannot do better, so a smaller entry cannot hold what it claims. */
    private static final int MAX_COMPRESSION = 1032;

    /** Numbers that somebody trained hardly pack at all, and of more bytes than {@link #MUCH} at most so well. */
    private static final int MAX_COMPRESSION_OF_MUCH = 16;

    private static final long MUCH = 64L << 20;

    /** How many classes it tells apart. */
    int classes() {
        return layers.get(layers.size() - 1).outputs();
    }

    /**
     * Reads a file. An optimizer's state in it is left alone.
     *
     * @param file a Deeplearning4j model file: a perceptron of dense layers with biases to a softmax over 2 to
     *     {@value Examples#MAX_CLASSES} classes, in float32
     * @param features that it must take; empty for any
     * @throws ModelFileException if it is anything else, or damaged, or made to harm
     * @throws IOException if it cannot be read
     */
    static StoredNetwork read(Path file, OptionalInt features) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such model file");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return read(file, zip, features);
        } catch (ZipException e) {
            throw new ModelFileException(file, "it is no whole ZIP archive (" + e.getMessage() + ")", e);
        } catch (EOFException | UTFDataFormatException e) {
            throw new ModelFileException(file, "coefficients.bin is no array that Nd4j wrote", e);
        } catch (ModelConfiguration.WrongException e) {
            throw new ModelFileException(file, e.getMessage(), e);
        }
    }

    private static StoredNetwork read(Path file, ZipFile zip, OptionalInt features)
            throws IOException, ModelConfiguration.WrongException {
        Map<String, ZipEntry> entries = entries(file, zip);
        ZipEntry configuration = entries.get(CONFIGURATION);
        checkSize(file, configuration, 2, MAX_CONFIGURATION_BYTES);
        byte[] json;
        try (CheckedInputStream stream = checked(zip, configuration)) {
            // The claimed size is not believed.
            json = stream.readNBytes(MAX_CONFIGURATION_BYTES + 1);
            if (json.length != configuration.getSize()) {
                throw new ModelFileException(
                        file, "configuration.json claims " + configuration.getSize() + " bytes, but has others");
            }
            checkSum(file, configuration, stream);
        }
        List<LayerShape> layers = ModelConfiguration.layers(json, features);
        int count = Math.toIntExact(
                layers.stream().mapToLong(LayerShape::parameters).sum());
        long bytes = (long) count * Float.BYTES;

        ZipEntry coefficients = entries.get(COEFFICIENTS);
        checkSize(file, coefficients, bytes, bytes + MAX_ARRAY_HEADER_BYTES);
        ZipEntry updater = entries.get(UPDATER);
        if (updater != null) {
            checkSize(file, updater, 0, bytes * MAX_UPDATER_STATES + MAX_ARRAY_HEADER_BYTES);
        }
        float[] parameters;
        try (CheckedInputStream stream = checked(zip, coefficients)) {
            parameters = parameters(file, new DataInputStream(stream), count);
            checkSum(file, coefficients, stream);
        }
        int broken = FlatParameters.firstNotFinite(parameters);
        if (broken >= 0) {
            throw new ModelFileException(
                    file, "parameter " + broken + " is " + parameters[broken] + ", but must be a finite number");
        }
        checkVariances(file, layers, parameters);
        return new StoredNetwork(layers, parameters);
    }

    private static void checkVariances(Path file, List<LayerShape> layers, float[] parameters)
            throws ModelFileException {
        int end = 0;
        for (LayerShape layer : layers) {
            end += Math.toIntExact(layer.parameters());
            for (int i = end - (layer.normalized() ? layer.outputs() : 0); i < end; i++) {
                if (parameters[i] < 0) {
                    throw new ModelFileException(
                            file,
                            "parameter " + i + " is a variance of " + parameters[i] + ", but must not be negative");
                }
            }
        }
    }

    private static Map<String, ZipEntry> entries(Path file, ZipFile zip) throws ModelFileException {
        Map<String, ZipEntry> entries = new TreeMap<>();
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            String name = entry.getName();
            if (!ENTRIES.contains(name)) {
                throw new ModelFileException(
                        file,
                        "it has an entry \"" + name + "\", but a model has configuration.json, coefficients.bin and"
                                + " perhaps updaterState.bin or preparation.json, and nothing else");
            }
            if (entries.put(name, entry) != null) {
                throw new ModelFileException(file, "it has more than one entry " + name);
            }
        }
        for (String needed : List.of(CONFIGURATION, COEFFICIENTS)) {
            if (!entries.containsKey(needed)) {
                throw new ModelFileException(file, "it has no entry " + needed);
            }
        }
        return entries;
    }

    private static void checkSize(Path file, ZipEntry entry, long least, long most) throws IOException {
        long size = entry.getSize();
        if (size < least || size > most) {
            throw new ModelFileException(
                    file,
                    entry.getName() + " has " + size + " bytes, but must have " + least + " to " + most
                            + (entry.getName().equals(CONFIGURATION) ? "" : " for the layers in configuration.json"));
        }
        boolean much = entry.getName().equals(COEFFICIENTS) && size > MUCH;
        int packed = much ? MAX_COMPRESSION_OF_MUCH : MAX_COMPRESSION;
        if (entry.getCompressedSize() > Files.size(file) || size / packed > entry.getCompressedSize()) {
            throw new ModelFileException(
                    file,
                    entry.getName() + " claims to hold " + size + " bytes in " + entry.getCompressedSize()
                            + ", which cannot be" + (much ? " of a trained network" : ""));
        }
    }

    private static CheckedInputStream checked(ZipFile zip, ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    /** {@link ZipFile} does not do this by itself. */
    private static void checkSum(Path file, ZipEntry entry, CheckedInputStream read) throws ModelFileException {
        if (read.getChecksum().getValue() != entry.getCrc()) {
            throw new ModelFileException(file, entry.getName() + " is damaged: its checksum is wrong");
        }
    }

    /** Reads what {@code Nd4j.write} wrote of a row of {@code count} numbers. */
    private static float[] parameters(Path file, DataInputStream stream, int count) throws IOException {
        long[] shape = shape(file, stream);
        long length = shape[0] == 1 ? shape[1] : shape[0] == 2 && shape[1] == 1 ? shape[2] : -1;
        if (length != count) {
            throw new ModelFileException(
                    file,
                    "coefficients.bin has "
                            + (length < 0 ? "an array of rank " + shape[0] : "a row of " + length + " numbers")
                            + ", but must have a row of " + count + " for the layers in configuration.json");
        }
        long numbers = header(file, stream, "FLOAT");
        if (numbers != count) {
            throw new ModelFileException(file, "coefficients.bin has " + numbers + " numbers, but must have " + count);
        }
        float[] parameters = new float[count];
        byte[] buffer = new byte[1 << 16];
        for (int done = 0; done < count; ) {
            int chunk = Math.min(buffer.length / Float.BYTES, count - done);
            stream.readFully(buffer, 0, chunk * Float.BYTES);
            ByteBuffer.wrap(buffer).asFloatBuffer().get(parameters, done, chunk);
            done += chunk;
        }
        if (stream.read() >= 0) {
            throw new ModelFileException(file, "coefficients.bin goes on after its " + count + " numbers");
        }
        return parameters;
    }

    /** An array's shape information: rank, lengths, strides, type, element-wise stride, order. */
    private static long[] shape(Path file, DataInputStream stream) throws IOException {
        long length = header(file, stream, "LONG");
        if (length != 6 && length != 8) {
            throw new ModelFileException(
                    file, "coefficients.bin's shape has " + length + " numbers, but must have 6 or 8: those of a row");
        }
        long[] shape = new long[(int) length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = stream.readLong();
        }
        if (shape.length != 2 * shape[0] + 4) {
            throw new ModelFileException(
                    file, "coefficients.bin's shape has rank " + shape[0] + ", but must have that of a row, 1 or 2");
        }
        return shape;
    }

    private static long header(Path file, DataInputStream stream, String type) throws IOException {
        String form = stream.readUTF();
        if (!form.equals("MIXED_DATA_TYPES") && !form.equals("LONG_SHAPE")) {
            throw new ModelFileException(
                    file,
                    "coefficients.bin is in the form \"" + shown(form)
                            + "\", but must be in that of Deeplearning4j 1.0.0-beta4 or newer");
        }
        long length = stream.readLong();
        String found = stream.readUTF();
        if (!found.equals(type)) {
            throw new ModelFileException(
                    file, "coefficients.bin has numbers of type \"" + shown(found) + "\", but must have " + type);
        }
        return length;
    }

    /** The beginning of a text that may be anything. */
    private static String shown(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("\\P{Print}", "?");
    }
}
