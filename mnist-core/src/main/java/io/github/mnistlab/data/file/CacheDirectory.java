package io.github.mnistlab.data.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The folder in which a user's programs keep what they can get again, by the rules of the system. */
public final class CacheDirectory {
    private static final String NAME = "mnist-lab";

    private CacheDirectory() {}

    /** This user's: below {@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches}, or {@code %LOCALAPPDATA%}. */
    public static Path standard() {
        return of(System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * @param osName as the system property {@code os.name}
     * @param environment the environment variables; relative paths in them are ignored, as the XDG specification asks
     * @param home the user's home folder
     */
    static Path of(String osName, Map<String, String> environment, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return absolute(
                            environment.get("LOCALAPPDATA"),
                            home.resolve("AppData").resolve("Local"))
                    .resolve(NAME);
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"))
                .resolve(NAME);
    }

    private static Path absolute(String folder, Path otherwise) {
        return folder != null && Path.of(folder).isAbsolute() ? Path.of(folder) : otherwise;
    }
}
