package io.github.mnistlab.lock;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.MergeConflict;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.json.SchemaVersion;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;

/** The file of an experiment's {@link Lock}, beside the experiment's own. The same lock gives the same bytes. */
public final class LockFile {
    /** Far above what the largest study needs. */
    private static final int MAX_BYTES = 64 << 20;

    private static final ObjectMapper YAML = mapper();
    private static final ObjectMapper TREES =
            YAML.copy().registerModule(new SimpleModule().addSerializer(new WholeRun()));
    private static final ObjectWriter WRITER = YAML.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private LockFile() {}

    /** Where the lock of an experiment's file is. */
    public static Path of(Path experiment) {
        return experiment.resolveSibling(ExperimentFile.nameOf(experiment) + ".lock.yaml");
    }

    /**
     * Reads a lock.
     *
     * @param commandToReplace makes of an experiment's name what accepts its latest results in place of a damaged lock
     * @param commandToRunAndAccept makes of it what gets results and accepts them, where the lock is whole
     * @return nothing if there is none
     * @throws IOException if it cannot be read, is damaged or not merged, or is of another form than this code's; names the
     *     file and, where it can, the line, and says what to do
     */
    public static Optional<Lock> read(
            Path file, UnaryOperator<String> commandToReplace, UnaryOperator<String> commandToRunAndAccept)
            throws IOException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + IoReason.of(e, file), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + " has more than " + MAX_BYTES + " bytes, which no lock needs");
        }
        String experiment = String.valueOf(file.getFileName()).replaceFirst("\\.lock\\.yaml$", "");
        Optional<MergeConflict> conflict = MergeConflict.in(bytes);
        if (conflict.isPresent()) {
            throw new IOException(
                    file + ":" + conflict.get().first() + ": " + conflict.get().describe()
                            + ". Take either side, and accept what there is now:\n  "
                            + MergeConflict.take("ours", file.toString())
                            + "\n  " + commandToRunAndAccept.apply(experiment));
        }
        return Optional.of(read(
                bytes,
                file.toString(),
                "; restore it from git, or replace it by the latest results: " + commandToReplace.apply(experiment)
                        + ", or, where there are none, delete it and then: "
                        + commandToRunAndAccept.apply(experiment)));
    }

    /**
     * Reads a lock of another time.
     *
     * @param shownAs names it in messages
     * @throws IOException likewise
     */
    public static Lock read(byte[] bytes, String shownAs) throws IOException {
        return read(bytes, shownAs, "");
    }

    private static Lock read(byte[] bytes, String shownAs, String remedy) throws IOException {
        try {
            OptionalInt version;
            try (JsonParser parser = YAML.createParser(bytes)) {
                version = SchemaVersion.read(parser);
            }
            if (version.isEmpty()) {
                throw new IOException(shownAs + " is not a lock of mnist-lab: it has no schemaVersion" + remedy);
            }
            if (version.getAsInt() != Lock.SCHEMA_VERSION) {
                boolean newer = version.getAsInt() > Lock.SCHEMA_VERSION;
                throw new IOException(shownAs + " has schema version " + version.getAsInt()
                        + ", but this version of mnist-lab reads " + Lock.SCHEMA_VERSION
                        + (newer ? "; use the newer one that wrote it" : remedy));
            }
            return YAML.readValue(bytes, Lock.class);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null || place.getLineNr() < 1 ? "" : ":" + place.getLineNr();
            throw new IOException(
                    shownAs + where + ": not a lock of mnist-lab, or damaged: " + firstLine(e.getOriginalMessage())
                            + remedy,
                    e);
        }
    }

    /**
     * Writes a lock, whole or not at all, in place of one that was there.
     *
     * @param command what accepts results, for whoever looks into the file
     */
    public static void write(Path file, Lock lock, String command) throws IOException {
        WholeFile.write(file, stream -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            write(lock, command, writer);
            writer.flush();
        });
    }

    /** The file's text. */
    static String text(Lock lock, String command) throws IOException {
        StringWriter text = new StringWriter();
        write(lock, command, text);
        return text.toString();
    }

    private static void write(Lock lock, String command, Writer writer) throws IOException {
        writer.write("# What was accepted of this experiment, by " + command + ". Commit it; do not edit it.\n");
        WRITER.writeValue(writer, decimal(TREES.valueToTree(lock)));
    }

    private static JsonNode decimal(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(decimal(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, decimal(array.get(i)));
            }
        } else if (node.isDouble()) {
            // Releases of Java write some doubles differently.
            return DecimalNode.valueOf(CanonicalJson.shortest(node.doubleValue()));
        }
        return node;
    }

    /** Leaves runs as they are in a tree, of which they would be by far the largest part. */
    private static final class WholeRun extends StdSerializer<LockedRun> {
        private static final long serialVersionUID = 1;

        WholeRun() {
            super(LockedRun.class);
        }

        @Override
        public void serialize(LockedRun run, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeEmbeddedObject(run);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static ObjectMapper mapper() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_BYTES);
        limits.setMaxAliasesForCollections(0);
        YAMLFactory factory = YAMLFactory.builder()
                .loaderOptions(limits)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        return YAMLMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // YAML 1.1 takes 1E-7 for a text.
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
