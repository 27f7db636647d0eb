package io.github.mnistlab.lab;

import io.github.mnistlab.data.file.DownloadListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Lines about downloads: one when a download begins, fails or is done, and one for each quarter of a long one. */
final class DownloadLines implements DownloadListener {
    private static final int PARTS = 4;
    private static final double MEBIBYTE = 1 << 20;

    private final LabListener listener;
    private long partsTold;

    DownloadLines(LabListener listener) {
        this.listener = listener;
    }

    @Override
    public void started(URI source) {
        partsTold = 0;
        listener.line(LabListener.Level.INFO, "Downloading " + source);
    }

    @Override
    public void received(URI source, long bytes, long total) {
        if (total < MEBIBYTE) {
            return;
        }
        long parts = bytes * PARTS / total;
        if (parts > partsTold && parts < PARTS) {
            partsTold = parts;
            listener.line(
                    LabListener.Level.INFO,
                    String.format(
                            Locale.ROOT,
                            "  %.1f of %.1f MiB (%d %%)",
                            bytes / MEBIBYTE,
                            total / MEBIBYTE,
                            100 * bytes / total));
        }
    }

    @Override
    public void stored(URI source, Path file) {
        listener.line(LabListener.Level.INFO, "Downloaded " + file);
    }

    @Override
    public void failed(URI source, String cause) {
        listener.line(LabListener.Level.WARNING, "Cannot download " + source + ": " + cause);
    }

    @Override
    public void warned(String message) {
        listener.line(LabListener.Level.WARNING, message);
    }
}
