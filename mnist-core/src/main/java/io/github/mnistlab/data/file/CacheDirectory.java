package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folder in which a user's programs keep what they can get again, by the rules of the system. */
public final class CacheDirectory {
    private static final String NAME = "mnist-lab";

    private CacheDirectory() {}

    /**
     * This user's: below {@code $XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches}, or {@code %LOCALAPPDATA%}.
     *
     * @throws DataException if nothing says where this user's folders are, as in a container whose user has no entry
     */
    public static Path standard() {
        return of(System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"));
    }

    /**
     * @param osName as the system property {@code os.name}
     * @param environment the environment variables; relative paths in them are ignored, as the XDG specification asks
     * @param userHome as the system property {@code user.home}: the user's home folder, or {@code ?} where it is not known
     */
    static Path of(String osName, Map<String, String> environment, String userHome) {
        Optional<Path> home = absolute(userHome).or(() -> absolute(environment.get("HOME")));
        String os = osName.toLowerCase(Locale.ROOT);
        Optional<Path> cache;
        if (os.startsWith("windows")) {
            cache = absolute(environment.get("LOCALAPPDATA"))
                    .or(() -> home.map(folder -> folder.resolve("AppData/Local")));
        } else if (os.startsWith("mac")) {
            cache = home.map(folder -> folder.resolve("Library/Caches"));
        } else {
            cache = absolute(environment.get("XDG_CACHE_HOME")).or(() -> home.map(folder -> folder.resolve(".cache")));
        }
        return cache.orElseThrow(() -> new DataException("the user's home folder is not known (user.home is " + userHome
                        + "), so that there is no place for a cache; set the environment variable HOME or XDG_CACHE_HOME to"
                        + " an absolute path, or name a cache folder"))
                .resolve(NAME);
    }

    private static Optional<Path> absolute(String folder) {
        return Optional.ofNullable(folder)
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
