package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.model.Processor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The libraries of a Java program: workers are started with its own class path.
 *
 * @param classpath as {@code java.class.path} has it
 */
record ProgramLibraries(String classpath) implements Libraries {
    /** Takes the class path that this program was started with. */
    static ProgramLibraries ofThisProgram() {
        return new ProgramLibraries(System.getProperty("java.class.path"));
    }

    private static final Pattern CPU_BACKEND =
            Pattern.compile("org/nd4j/linalg/cpu/nativecpu/bindings/([^/]+)/\\w*jnind4jcpu\\.\\w+");

    private static final String ONNX_RUNTIME = "ai/onnxruntime/OrtSession.class";

    @Override
    public Found find(String backend, boolean offline) {
        List<Path> entries = entries();
        if (backend.contains(":")) {
            // Of another backend we do not know what it consists of.
            return new Found(entries, backend);
        }
        Set<String> builds = new TreeSet<>();
        for (Path entry : entries) {
            if (Files.isRegularFile(entry)) {
                addBuilds(entry, builds);
            }
        }
        return Stream.of(backend, Processor.platformOf(backend))
                .filter(builds::contains)
                .findFirst()
                .map(build -> new Found(entries, build))
                .orElseThrow(() -> new LabException.Library(
                        "No native backend of ND4J for " + Processor.platformOf(backend)
                                + " is on the class path that workers would be started with, which is this program's"
                                + (builds.isEmpty() ? "" : "; there is one for " + String.join(", ", builds))
                                + ". Add the dependency org.nd4j:nd4j-native-platform.",
                        null));
    }

    @Override
    public List<Path> onnxRuntime(boolean offline) {
        List<Path> found =
                entries().stream().filter(ProgramLibraries::hasOnnxRuntime).toList();
        if (found.isEmpty()) {
            throw new LabException.Library(
                    "ONNX Runtime, which a model with source: onnx needs, is not on the class path of this program. Add"
                            + " the dependency com.microsoft.onnxruntime:onnxruntime.",
                    null);
        }
        return found;
    }

    private static boolean hasOnnxRuntime(Path entry) {
        if (!Files.isRegularFile(entry)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(entry.toFile())) {
            return zip.getEntry(ONNX_RUNTIME) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> entries() {
        return Stream.of(classpath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static void addBuilds(Path jar, Set<String> builds) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> CPU_BACKEND.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .forEach(matcher -> builds.add(matcher.group(1)));
        } catch (IOException e) {
            throw new LabException.Library(
                    "Cannot read " + jar + ", which is on the class path of this program: " + IoReason.of(e, jar), e);
        }
    }
}
