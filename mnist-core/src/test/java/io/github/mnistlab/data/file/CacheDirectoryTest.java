package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
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
        assertThat(CacheDirectory.of("Linux", none, home.toString())).isEqualTo(home.resolve(".cache/mnist-lab"));
        assertThat(CacheDirectory.of("Mac OS X", none, home.toString()))
                .isEqualTo(home.resolve("Library/Caches/mnist-lab"));
        assertThat(CacheDirectory.of("Windows 11", none, home.toString()))
                .isEqualTo(home.resolve("AppData/Local/mnist-lab"));
    }

    @Test
    void honoursTheEnvironment() {
        Path other = home.resolve("other");
        assertThat(CacheDirectory.of("Linux", Map.of("XDG_CACHE_HOME", other.toString()), home.toString()))
                .isEqualTo(other.resolve("mnist-lab"));
        assertThat(CacheDirectory.of("Windows 10", Map.of("LOCALAPPDATA", other.toString()), home.toString()))
                .isEqualTo(other.resolve("mnist-lab"));
    }

    @Test
    void ignoresWhatIsEmptyOrRelative() {
        for (String folder : new String[] {"", "relative"}) {
            assertThat(CacheDirectory.of("Linux", Map.of("XDG_CACHE_HOME", folder), home.toString()))
                    .isEqualTo(home.resolve(".cache/mnist-lab"));
        }
    }

    @Test
    void whereTheSystemDoesNotKnowTheHomeFolderTheEnvironmentDoes() {
        assertThat(CacheDirectory.of("Linux", Map.of("HOME", home.toString()), "?"))
                .isEqualTo(home.resolve(".cache/mnist-lab"));
        assertThat(CacheDirectory.of("Linux", Map.of("XDG_CACHE_HOME", home.toString()), "?"))
                .isEqualTo(home.resolve("mnist-lab"));
    }

    @Test
    void whereNothingKnowsItThereIsNoFolderRatherThanOneInTheProject() {
        for (String os : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThatThrownBy(() -> CacheDirectory.of(os, Map.of("HOME", ""), "?"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContainingAll("user.home is ?", "set the environment variable HOME");
        }
    }
}
