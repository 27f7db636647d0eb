package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.run.execution.JudgedRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The code that computes runs.
 *
 * @param value SHA-256 over the content of all of it, whatever the files are called and wherever they lie
 * @param nativeLibraries the digest of each archive with native code among it, by file name
 */
public record CodeDigest(String value, SortedMap<String, String> nativeLibraries) {
    private static final String OURS = "io/github/mnistlab";

    /**
     * Of our own packages and classes, those that decide what a run computes; how it is reported or judged changes no bit of
     * it. A test refuses to miss one.
     */
    static final List<String> COMPUTING = List.of(
            OURS + "/data/",
            OURS + "/disk/",
            OURS + "/balance/",
            OURS + "/model/",
            OURS + "/experiment/RunSpec",
            OURS + "/run/RunRequest",
            OURS + "/run/execution/RunExecution",
            OURS + "/run/importance/");

    /**
     * Of our own packages and classes, those that decide what is read of a model that is only judged, and how
     * models are joined. A test refuses to miss one.
     */
    static final List<String> JUDGING = List.of(
            OURS + "/data/",
            OURS + "/disk/",
            OURS + "/external/",
            OURS + "/model/",
            OURS + "/experiment/RunSpec",
            OURS + "/experiment/JudgedModel",
            OURS + "/experiment/OnnxInput",
            OURS + "/experiment/PixelScale",
            OURS + "/json/ExperimentJson",
            OURS + "/run/execution/JudgedRun",
            OURS + "/run/execution/EnsembleRun",
            OURS + "/run/JudgedFile",
            OURS + "/worker/OnnxMain",
            OURS + "/worker/OnnxSession");

    /** What a class's file has after the name of the class that it lies in. */
    private static final Pattern NESTED = Pattern.compile("(\\$.*)?\\.class");

    private static final Pattern NATIVE = Pattern.compile(".+\\.(?:so(?:\\.\\d+)*|dll|dylib|jnilib)");

    /**
     * Of the code that trains.
     *
     * @param classpath jars and folders of classes, as a worker gets them
     */
    public static CodeDigest of(List<Path> classpath) throws IOException {
        return of(classpath, COMPUTING);
    }

    /** Of the code that reads models which are only judged, as it is in this process: our own, and the reader of CSV. */
    public static String ofJudging() throws IOException {
        return of(List.of(origin(JudgedRun.class), origin(CsvReader.class)), JUDGING)
                .value();
    }

    /** Of all code of ours, with what it shows on pages, as it is in this process. */
    public static String ofAll() throws IOException {
        Path ours = origin(JudgedRun.class);
        return Files.isDirectory(ours) ? ofFolder(ours, List.of(OURS + "/")) : Sha256.of(ours);
    }

    /** Of libraries as they are. */
    public static String ofFiles(List<Path> files) throws IOException {
        StringBuilder digests = new StringBuilder();
        for (Path file : files) {
            digests.append(Sha256.of(file)).append('\n');
        }
        return Sha256.of(digests.toString());
    }

    /** The class path of a process that computes ONNX models, beside ONNX Runtime: this code, and what its messages take. */
    public static List<Path> judgingClasspath() throws IOException {
        return List.of(
                origin(JudgedRun.class),
                origin(ObjectMapper.class),
                origin(JsonFactory.class),
                origin(JsonProperty.class));
    }

    /** The jar or the folder that a class comes from; class loaders of others' making may not tell, or name a jar in a jar. */
    private static Path origin(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException("the place of " + type + " cannot be told", e);
        }
        throw new IOException("the place of " + type + " cannot be told");
    }

    private static CodeDigest of(List<Path> classpath, List<String> ours) throws IOException {
        StringBuilder digests = new StringBuilder();
        SortedMap<String, String> natives = new TreeMap<>();
        for (Path entry : classpath) {
            digests.append(digest(entry, ours, natives)).append('\n');
        }
        return new CodeDigest(Sha256.of(digests.toString()), natives);
    }

    private static String digest(Path entry, List<String> ours, SortedMap<String, String> natives) throws IOException {
        if (Files.isDirectory(entry)) {
            return ofFolder(entry, ours);
        }
        try (ZipFile jar = new ZipFile(entry.toFile())) {
            List<String> files = jar.stream().map(ZipEntry::getName).toList();
            if (files.stream().anyMatch(file -> file.startsWith(OURS + "/"))) {
                return ofClasses(files, ours, file -> jar.getInputStream(jar.getEntry(file)));
            }
            String digest = Sha256.of(entry);
            if (files.stream().anyMatch(CodeDigest::isNative)) {
                natives.put(String.valueOf(entry.getFileName()), digest);
            }
            return digest;
        }
    }

    /** Of fifteen thousand names most are those of classes, which take no pattern to tell. */
    private static boolean isNative(String file) {
        return !file.endsWith(".class") && NATIVE.matcher(file).matches();
    }

    private static String ofFolder(Path root, List<String> ours) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            List<String> files = paths.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .toList();
            return ofClasses(files, ours, file -> Files.newInputStream(root.resolve(file)));
        }
    }

    /** What a file's name leads to. */
    @FunctionalInterface
    private interface Content {
        InputStream open(String file) throws IOException;
    }

    private static String ofClasses(List<String> files, List<String> ours, Content content) throws IOException {
        StringBuilder digests = new StringBuilder();
        for (String file :
                files.stream().filter(name -> isAmong(ours, name)).sorted().toList()) {
            try (InputStream stream = content.open(file)) {
                digests.append(digests.isEmpty() ? "" : "\n")
                        .append(file)
                        .append(' ')
                        .append(Sha256.of(stream));
            }
        }
        return Sha256.of(digests.toString());
    }

    /**
     * @param file a class's, from the root of its jar
     */
    static boolean isComputing(String file) {
        return isAmong(COMPUTING, file);
    }

    /**
     * @param file likewise
     */
    static boolean isJudging(String file) {
        return isAmong(JUDGING, file);
    }

    private static boolean isAmong(List<String> ours, String file) {
        return ours.stream().anyMatch(name -> name.endsWith("/") ? isBelow(name, file) : isOf(name, file));
    }

    private static boolean isOf(String outer, String file) {
        return file.startsWith(outer)
                && NESTED.matcher(file.substring(outer.length())).matches();
    }

    private static boolean isBelow(String folder, String file) {
        return file.startsWith(folder) && !file.endsWith("/");
    }
}
