package io.github.mnistlab.data;

import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import java.net.URI;
import java.nio.file.Path;

/** What a build does that needs the data, in a process of its own. */
public final class FetchingProcess {
    private FetchingProcess() {}

    /** Takes the cache folder and a mirror, fetches, and loads what it found. */
    public static void main(String[] args) {
        DatasetFiles files = new DataStore(
                        FakeMnist.catalog(URI.create(args[1])),
                        null,
                        Path.of(args[0]),
                        false,
                        DownloadSettings.standard())
                .mnist(DownloadListener.none());
        if (!files.load().training().equals(FakeMnist.TRAINING)) {
            throw new IllegalStateException("other rows than expected");
        }
    }
}
