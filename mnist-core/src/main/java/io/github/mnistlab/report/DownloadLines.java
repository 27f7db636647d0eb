package io.github.mnistlab.report;

import io.github.mnistlab.data.file.DownloadListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** Lines about downloads: one when a download begins, fails or is done, and one for each quarter of a long one. */
public final class DownloadLines implements DownloadListener {
    private static final int PARTS = 4;
    private static final double MEBIBYTE = 1 << 20;

    private final Consumer<String> info;
    private final Consumer<String> warning;
    private long partsTold;

    /**
     * @param info takes lines for those who look
     * @param warning takes what is not as it should be
     */
    public DownloadLines(Consumer<String> info, Consumer<String> warning) {
        this.info = info;
        this.warning = warning;
    }

    @Override
    public void started(URI source) {
        partsTold = 0;
        info.accept("Downloading " + source);
    }

    @Override
    public void received(URI source, long bytes, long total) {
        if (total < MEBIBYTE) {
            return;
        }
        long parts = bytes * PARTS / total;
        if (parts > partsTold && parts < PARTS) {
            partsTold = parts;
            info.accept(String.format(
                    Locale.ROOT,
                    "  %.1f of %.1f MiB (%d %%)",
                    bytes / MEBIBYTE,
                    total / MEBIBYTE,
                    100 * bytes / total));
        }
    }

    @Override
    public void stored(URI source, Path file) {
        info.accept("Downloaded " + file);
    }

    @Override
    public void failed(URI source, String cause) {
        warning.accept("Cannot download " + source + ": " + cause);
    }

    @Override
    public void warned(String message) {
        warning.accept(message);
    }
}
