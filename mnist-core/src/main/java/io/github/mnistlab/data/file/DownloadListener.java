package io.github.mnistlab.data.file;

import java.net.URI;
import java.nio.file.Path;

/** Hears how a download goes. Called by the thread that downloads; a slow listener slows it. */
public interface DownloadListener {
    /** Hears nothing. */
    static DownloadListener none() {
        return new DownloadListener() {};
    }

    /** A mirror was asked for a file. */
    default void started(URI source) {}

    /**
     * Some bytes came: called often, for a listener to choose what it shows.
     *
     * @param bytes received so far
     * @param total how many there will be; -1 if the mirror does not say
     */
    default void received(URI source, long bytes, long total) {}

    /** A file has arrived, was found right, and lies in its place. */
    default void stored(URI source, Path file) {}

    /** A mirror could not give a file; the next one is asked. */
    default void failed(URI source, String cause) {}

    /** Something that the user should know though it stops nothing: a damaged file that is replaced, a wait. */
    default void warned(String message) {}
}
