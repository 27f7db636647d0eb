package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.FakeMnist;
import io.github.mnistlab.data.FashionMnist;
import io.github.mnistlab.data.Kmnist;
import io.github.mnistlab.data.MirrorServer;
import io.github.mnistlab.data.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of which the gzip files are known, beside MNIST, of which the content is. */
class PublicSetsTest {
    private static final String FASHION = "fashion-mnist";

    @TempDir
    Path folder;

    private Path own;
    private Path cache;
    private MirrorServer server;

    @BeforeEach
    void start() throws IOException {
        own = folder.resolve("own");
        cache = folder.resolve("cache");
        server = new MirrorServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eachLiesInAFolderOfItsOwnAndIsFoundAgainOffline() throws IOException {
        DatasetFiles files = store(null, false).files(FASHION, DownloadListener.none());

        assertThat(files.load()).isEqualTo(new Dataset(FakeMnist.TRAINING, FakeMnist.TEST));
        assertThat(files.trainingLabels().path()).isEqualTo(cache.resolve("fashion-mnist/train-labels-idx1-ubyte.gz"));
        assertThat(files.trainingImages().sha256())
                .isEqualTo(Sha256.of(FakeMnist.files().get("train-images-idx3-ubyte")));
        assertThat(files.digests().namesOfClasses()).isEqualTo(FashionMnist.CLASS_NAMES);
        assertThat(server.requests()).hasSize(4).allMatch(path -> path.startsWith("/good/fashion-mnist/"));
        assertThat(store(null, true).files(FASHION, DownloadListener.none())).isEqualTo(files);
        assertThatThrownBy(() -> store(null, true).mnist(DownloadListener.none()))
                .isInstanceOf(MissingDataException.class)
                .hasMessageStartingWith("MNIST is not complete");
    }

    @Test
    void otherMirrorsHaveAFolderForEachButMnist() {
        DataStore store = new DataStore(
                catalog(URI.create("http://nowhere.invalid/")).withMirrors(List.of(server.uri("/good/"))),
                null,
                cache,
                false,
                DownloadSettings.standard());

        store.mnist(DownloadListener.none());
        store.files(FASHION, DownloadListener.none());

        assertThat(server.requests())
                .contains("/good/t10k-labels-idx1-ubyte.gz", "/good/fashion-mnist/t10k-labels-idx1-ubyte.gz");
    }

    @Test
    void aRawCopyIsRefusedThoughItsContentIsRight() throws IOException {
        Path files = Files.createDirectories(own.resolve(FASHION));
        for (Map.Entry<String, byte[]> file : FakeMnist.files().entrySet()) {
            Files.write(files.resolve(file.getKey()), file.getValue());
        }

        assertThatThrownBy(() -> store(own, false).files(FASHION, DownloadListener.none()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(files.resolve("train-images-idx3-ubyte")
                        + " is not the published train-images-idx3-ubyte.gz: its SHA-256 is "
                        + Sha256.of(FakeMnist.files().get("train-images-idx3-ubyte")))
                .hasMessageEndingWith(
                        "only the gzip file itself is known, so that raw and recompressed copies are refused");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRecompressedCopyIsRefusedWhereverItComesFrom() throws IOException {
        FakeMnist.writeGzipped(own.resolve(FASHION));
        Path recompressed = own.resolve("fashion-mnist/t10k-labels-idx1-ubyte.gz");
        byte[] raw = FakeMnist.files().get("t10k-labels-idx1-ubyte");
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(other)) {
            out.write(raw, 0, 10);
            out.flush();
        }
        try (GZIPOutputStream out = new GZIPOutputStream(other)) {
            out.write(raw, 10, raw.length - 10);
        }
        Files.write(recompressed, other.toByteArray());

        assertThatThrownBy(() -> store(own, false).files(FASHION, DownloadListener.none()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(recompressed + " is not the published t10k-labels-idx1-ubyte.gz");

        URI mirror = server.at("/other/", exchange -> MirrorServer.respond(exchange, 200, other.toByteArray()));
        DataStore store = new DataStore(catalog(mirror), null, cache, false, DownloadSettings.standard());
        assertThatThrownBy(() -> store.files(FASHION, DownloadListener.none()))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("what came is not the published train-images-idx3-ubyte.gz");
        assertThat(cache.resolve("fashion-mnist/train-images-idx3-ubyte.gz")).doesNotExist();
    }

    @Test
    void mnistsFolderIsNotTakenForAnothersThoughTheFilesHaveTheSameNames() throws IOException {
        FakeMnist.writeGzipped(own);

        assertThatThrownBy(() -> store(own, false).files(FASHION, DownloadListener.none()))
                .isInstanceOf(DataException.class)
                .hasMessage("the data directory " + own.resolve(FASHION)
                        + " does not exist; files of Fashion-MNIST have the same names as MNIST's, so that they are looked"
                        + " for in the folder fashion-mnist of the one that is named: put train-images-idx3-ubyte.gz,"
                        + " train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz there, as they"
                        + " were published, or name no data directory to have them downloaded");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void whatExperimentsCallByNameIsInTheCatalogue() {
        for (DatasetSpec.PublicSet spec : List.of(
                new DatasetSpec.Mnist(null, null, 1, null),
                new FashionMnist(null, null, 1, null),
                new Kmnist(null, null, 1, null))) {
            NamedSet set = DatasetCatalog.standard().get(spec.set());

            assertThat(set.form().namesOf(set.classes()))
                    .isEqualTo(spec.knownClasses().orElseThrow());
            assertThat(set.source().licence()).isNotBlank();
        }
    }

    private DataStore store(Path dataDirectory, boolean offline) {
        return new DataStore(
                catalog(server.uri("/good/fashion-mnist/")),
                dataDirectory,
                cache,
                offline,
                DownloadSettings.standard());
    }

    /** Fake files under real names, for nobody can make others of the published digests. */
    private static DatasetCatalog catalog(URI mirror) {
        NamedSet mnist = FakeMnist.catalog(mirror).get(NamedSet.MNIST);
        return new DatasetCatalog(List.of(mnist, FakeMnist.fashion(mirror)));
    }
}
