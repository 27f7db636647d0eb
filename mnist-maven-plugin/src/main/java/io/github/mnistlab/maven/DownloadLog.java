package io.github.mnistlab.maven;

import io.github.mnistlab.data.file.DownloadListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Tells Maven's log of downloads: a line when one begins, fails or is done, and one for each quarter of a long one. */
final class DownloadLog implements DownloadListener {
    private static final int PARTS = 4;
    private static final double MEBIBYTE = 1 << 20;

    private final Log log;
    private long partsTold;

    DownloadLog(Log log) {
        this.log = log;
    }

    @Override
    public void started(URI source) {
        partsTold = 0;
        log.info("Downloading " + source);
    }

    @Override
    public void received(URI source, long bytes, long total) {
        if (total < MEBIBYTE) {
            return;
        }
        long parts = bytes * PARTS / total;
        if (parts > partsTold && parts < PARTS) {
            partsTold = parts;
            log.info(String.format(
                    Locale.ROOT,
                    "  %.1f of %.1f MiB (%d %%)",
                    bytes / MEBIBYTE,
                    total / MEBIBYTE,
                    100 * bytes / total));
        }
    }

    @Override
    public void stored(URI source, Path file) {
        log.info("Downloaded " + file);
    }

    @Override
    public void failed(URI source, String cause) {
        log.warn("Cannot download " + source + ": " + cause);
    }

    @Override
    public void warned(String message) {
        log.warn(message);
    }
}
