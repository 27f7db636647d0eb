package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
    @TempDir
    Path home;

    @Test
    void followsTheCustomOfTheSystem() {
        Map<String, String> none = Map.of();
        assertThat(CacheDirectory.of("Linux", none, home)).isEqualTo(home.resolve(".cache/mnist-lab"));
        assertThat(CacheDirectory.of("Mac OS X", none, home)).isEqualTo(home.resolve("Library/Caches/mnist-lab"));
        assertThat(CacheDirectory.of("Windows 11", none, home)).isEqualTo(home.resolve("AppData/Local/mnist-lab"));
    }

    @Test
    void honoursTheEnvironment() {
        Path other = home.resolve("other");
        assertThat(CacheDirectory.of("Linux", Map.of("XDG_CACHE_HOME", other.toString()), home))
                .isEqualTo(other.resolve("mnist-lab"));
        assertThat(CacheDirectory.of("Windows 10", Map.of("LOCALAPPDATA", other.toString()), home))
                .isEqualTo(other.resolve("mnist-lab"));
    }

    @Test
    void ignoresWhatIsEmptyOrRelative() {
        for (String folder : new String[] {"", "relative"}) {
            assertThat(CacheDirectory.of("Linux", Map.of("XDG_CACHE_HOME", folder), home))
                    .isEqualTo(home.resolve(".cache/mnist-lab"));
        }
    }
}
