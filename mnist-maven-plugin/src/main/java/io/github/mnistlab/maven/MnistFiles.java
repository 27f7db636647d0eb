package io.github.mnistlab.maven;

import io.github.mnistlab.data.file.CacheDirectory;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.data.file.MnistCatalog;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;

/** Where a build looks for MNIST, made from a goal's parameters. */
final class MnistFiles {
    private MnistFiles() {}

    /**
     * @param dataDirectory the user's own folder, or null
     * @param cacheDirectory another cache than the user's, or null
     * @param mirrors other mirrors than the standard ones; empty or null for those
     */
    static DataStore store(MavenSession session, File dataDirectory, File cacheDirectory, List<String> mirrors)
            throws MojoExecutionException {
        return store(session, dataDirectory, cacheDirectory, mirrors, session.isOffline());
    }

    /**
     * @param offline whether nothing may be downloaded
     */
    static DataStore store(
            MavenSession session, File dataDirectory, File cacheDirectory, List<String> mirrors, boolean offline)
            throws MojoExecutionException {
        MnistCatalog catalog = MnistCatalog.standard();
        if (mirrors != null && !mirrors.isEmpty()) {
            try {
                catalog = catalog.withMirrors(
                        mirrors.stream().map(String::strip).map(URI::create).toList());
            } catch (IllegalArgumentException e) {
                throw new MojoExecutionException("mnist.mirrors: " + e.getMessage(), e);
            }
        }
        return new DataStore(
                catalog,
                dataDirectory == null ? null : dataDirectory.toPath(),
                cache(cacheDirectory),
                offline,
                downloads(session));
    }

    /** The folder that keeps what is worth having again: MNIST, unpacked native libraries, checkpoints. */
    static Path cache(File cacheDirectory) {
        return cacheDirectory == null ? CacheDirectory.standard() : cacheDirectory.toPath();
    }

    private static DownloadSettings downloads(MavenSession session) {
        DownloadSettings standard = DownloadSettings.standard();
        MavenProxies proxies = new MavenProxies(session.getSettings().getProxies());
        return new DownloadSettings(
                standard.connectTimeout(),
                standard.stallTimeout(),
                standard.lockTimeout(),
                proxies.selector(),
                proxies.authenticator());
    }
}
