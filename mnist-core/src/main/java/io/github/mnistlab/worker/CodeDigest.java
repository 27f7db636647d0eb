package io.github.mnistlab.worker;

import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The digest of the code that computes runs. */
public final class CodeDigest {
    private static final String OURS = "io/github/mnistlab";

    /** Of our own classes, those that decide what a run computes; how it is reported or judged changes no bit of it. */
    private static final List<String> COMPUTING =
            List.of(OURS + "/data/", OURS + "/balance/", OURS + "/model/", OURS + "/experiment/RunExecution");

    private CodeDigest() {}

    /**
     * @param classpath jars and folders of classes, as a worker gets them
     * @return SHA-256 over the content of each, whatever it is called and wherever it lies
     */
    public static String of(List<Path> classpath) throws IOException {
        StringBuilder digests = new StringBuilder();
        for (Path entry : classpath) {
            digests.append(digest(entry)).append('\n');
        }
        return Sha256.of(digests.toString());
    }

    private static String digest(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return ofClasses(entry);
        }
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
            Path root = jar.getPath("/");
            return Files.exists(root.resolve(OURS)) ? ofClasses(root) : Sha256.of(entry);
        }
    }

    private static String ofClasses(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            String digests = files.filter(Files::isRegularFile)
                    .map(file -> new ClassFile(root.relativize(file).toString().replace('\\', '/'), file))
                    .filter(file -> COMPUTING.stream().anyMatch(file.name()::startsWith))
                    .sorted()
                    .map(file -> file.name() + " " + file.digest())
                    .collect(Collectors.joining("\n"));
            return Sha256.of(digests);
        }
    }

    private record ClassFile(String name, Path path) implements Comparable<ClassFile> {
        @Override
        public int compareTo(ClassFile other) {
            return name.compareTo(other.name);
        }

        String digest() {
            try (InputStream stream = Files.newInputStream(path)) {
                return Sha256.of(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
