package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a release build would send to Maven Central, and has not yet: {@code -Drelease.bundle} names the file. Not among the
 * tests of every build, which make no release; CONTRIBUTING.md has the commands.
 */
class ReleaseBundle {
    private static final Set<String> JARS = Set.of("mnist-core", "mnist-spark", "mnist-maven-plugin");

    private final Map<String, byte[]> files = new HashMap<>();

    @BeforeEach
    void read() throws IOException {
        String name = System.getProperty("release.bundle");
        assertThat(name)
                .as("name the bundle with -Drelease.bundle=/absolute/path")
                .isNotNull();
        try (ZipFile bundle = new ZipFile(Path.of(name).toFile())) {
            for (ZipEntry entry :
                    bundle.stream().filter(file -> !file.isDirectory()).toList()) {
                files.put(entry.getName(), bundle.getInputStream(entry).readAllBytes());
            }
        }
    }

    @Test
    void hasTheModulesThatArePublishedAndNoOther() {
        Set<String> modules = files.keySet().stream()
                .map(file -> file.replaceAll("io/github/mnistlab/([^/]+)/.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(modules).containsExactlyInAnyOrder("mnist-lab", "mnist-core", "mnist-spark", "mnist-maven-plugin");
    }

    @Test
    void eachJarHasItsSourcesAndItsJavadoc() {
        assertThat(jars().map(jar -> jar.replaceAll(".*/(mnist-[a-z-]+?)-\\d[\\d.]*(-[a-z]+)?\\.jar", "$1$2")))
                .containsExactlyInAnyOrderElementsOf(JARS.stream()
                        .flatMap(module -> Stream.of(module, module + "-sources", module + "-javadoc"))
                        .toList());
    }

    @Test
    void eachJarHasItsBillOfMaterials() {
        assertThat(JARS)
                .allSatisfy(module -> assertThat(files.keySet())
                        .anyMatch(file -> file.matches("io/github/mnistlab/" + module + "/.*-cyclonedx\\.json")));
    }

    @Test
    void everyFileIsSignedAndHasItsChecksums() {
        assertThat(files.keySet().stream().filter(file -> file.matches(".*\\.(jar|pom|xml|json)")))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(files).containsKeys(file + ".asc", file + ".md5", file + ".sha1"));
    }

    @Test
    void everyJarHasLicenceAndNotice() {
        assertThat(jars()).isNotEmpty().allSatisfy(jar -> {
            Set<String> names = new TreeSet<>();
            try (ZipInputStream stream = new ZipInputStream(new ByteArrayInputStream(files.get(jar)))) {
                for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                    names.add(entry.getName());
                }
            }
            assertThat(names).as(jar).contains("META-INF/LICENSE", "META-INF/NOTICE");
        });
    }

    private Stream<String> jars() {
        return files.keySet().stream().filter(file -> file.endsWith(".jar"));
    }
}
