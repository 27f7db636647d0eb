package io.github.mnistlab.maven.workers;

import io.github.mnistlab.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;

/**
 * NVIDIA's driver, without which a CUDA build of ND4J loads nothing. It is looked for by what it leaves on the disk, before the
 * 600 MB of that build are downloaded.
 */
final class CudaDriver {
    /** Of Linux, of Linux within Windows, and of Windows; nothing supports macOS any more. */
    private static final List<Path> SIGNS = List.of(
            Path.of("/proc/driver/nvidia/version"), Path.of("/dev/dxg"), Path.of("C:\\Windows\\System32\\nvcuda.dll"));

    private CudaDriver() {}

    /**
     * Goes on where a backend needs no such driver, or it is there.
     *
     * @param backend as {@code mnist.backend} names it
     * @throws LabException.Library if it would not work
     */
    static void requireFor(Artifact backend) {
        requireFor(backend, Files::exists);
    }

    /**
     * @param exists whether there is a file
     */
    static void requireFor(Artifact backend, Predicate<Path> exists) {
        if (backend.getArtifactId().startsWith("nd4j-cuda") && SIGNS.stream().noneMatch(exists)) {
            throw new LabException.Library(
                    "mnist.backend is " + backend.getArtifactId()
                            + ", which needs a graphics card and the driver of NVIDIA, but"
                            + " there is no driver here: none of "
                            + SIGNS.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ". Nothing was downloaded. Without mnist.backend the processor trains.",
                    null);
        }
    }
}
