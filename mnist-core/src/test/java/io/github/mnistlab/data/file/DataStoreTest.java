package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.FakeMnist;
import io.github.mnistlab.data.FetchingProcess;
import io.github.mnistlab.data.MirrorServer;
import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DataStoreTest {
    private static final Dataset EXPECTED = new Dataset(FakeMnist.TRAINING, FakeMnist.TEST);

    @TempDir
    Path folder;

    private Path own;
    private Path cache;
    private MirrorServer server;
    private final Recorder recorder = new Recorder();

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
    void takesTheDataDirectoryFirst() throws IOException {
        FakeMnist.writeGzipped(own);

        DatasetFiles files = store(own, true, server.uri("/good/")).mnist(recorder);

        assertThat(files.load()).isEqualTo(EXPECTED);
        assertThat(files.trainingImages().path()).isEqualTo(own.resolve("train-images-idx3-ubyte.gz"));
        assertThat(cache).doesNotExist();
    }

    @Test
    void knowsFilesByContentUnderAnyUsualName() throws IOException {
        Files.createDirectories(own);
        Files.write(own.resolve("train-images.idx3-ubyte"), FakeMnist.files().get(FakeMnist.TRAINING_IMAGES));
        // Gzip under a raw name, raw under gzip's, and a folder that an archive left, with the file in it elsewhere.
        Files.write(
                own.resolve("train-labels-idx1-ubyte"),
                FakeMnist.gzip(FakeMnist.files().get(FakeMnist.TRAINING_LABELS)));
        Files.write(own.resolve("t10k-images-idx3-ubyte.gz"), FakeMnist.files().get(FakeMnist.TEST_IMAGES));
        Files.createDirectory(own.resolve("t10k-labels-idx1-ubyte"));
        Files.write(
                own.resolve("t10k-labels.idx1-ubyte.gz"),
                FakeMnist.gzip(FakeMnist.files().get(FakeMnist.TEST_LABELS)));

        assertThat(store(own, true, server.uri("/good/")).mnist(recorder).load())
                .isEqualTo(EXPECTED);
    }

    @Test
    void prefersTheRightFileToADamagedOneOfAnotherName() throws IOException {
        FakeMnist.writeGzipped(own);
        Files.writeString(own.resolve(FakeMnist.TEST_LABELS), "damaged");

        assertThat(store(own, true, server.uri("/good/")).mnist(recorder).load())
                .isEqualTo(EXPECTED);
    }

    @Test
    void namesADamagedFileInTheDataDirectoryAndGoesNoFurther() throws IOException {
        FakeMnist.writeGzipped(own);
        byte[] other = FakeMnist.imageFile(FakeMnist.rows(20, 55));
        Files.write(own.resolve("t10k-images-idx3-ubyte.gz"), FakeMnist.gzip(other));

        assertThatThrownBy(() -> store(own, false, server.uri("/good/")).mnist(recorder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(own.resolve("t10k-images-idx3-ubyte.gz").toString())
                .hasMessageContaining(Sha256.of(other))
                .hasMessageContaining(Sha256.of(FakeMnist.files().get(FakeMnist.TEST_IMAGES)));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void namesATruncatedFileInTheDataDirectory() throws IOException {
        FakeMnist.writeGzipped(own);
        Path file = own.resolve("train-images-idx3-ubyte.gz");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

        assertThatThrownBy(() -> store(own, true, server.uri("/good/")).mnist(recorder))
                .hasMessageContaining(file + " cannot be read: its gzip data is truncated");
    }

    @Test
    void downloadsWhatIsMissingOnceAndFindsItAgain() throws IOException {
        FakeMnist.writeGzipped(own);
        Files.delete(own.resolve("t10k-labels-idx1-ubyte.gz"));

        DatasetFiles files = store(own, false, server.uri("/good/")).mnist(recorder);

        assertThat(files.load()).isEqualTo(EXPECTED);
        assertThat(server.requests()).containsExactly("/good/t10k-labels-idx1-ubyte.gz");
        assertThat(files.testLabels().path()).startsWith(cache).hasFileName("t10k-labels-idx1-ubyte.gz");
        assertThat(store(own, true, server.uri("/good/")).mnist(recorder)).isEqualTo(files);
    }

    @Test
    void leavesNothingButTheFilesAndTheLock() throws IOException {
        store(null, false, server.uri("/good/")).mnist(recorder);

        try (var left = Files.list(cache.resolve("mnist"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "train-images-idx3-ubyte.gz",
                            "train-labels-idx1-ubyte.gz",
                            "t10k-images-idx3-ubyte.gz",
                            "t10k-labels-idx1-ubyte.gz",
                            "download.lock",
                            "unpacked");
        }
        try (var left = Files.list(cache.resolve("mnist/unpacked"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("train-images-idx3-ubyte", "t10k-images-idx3-ubyte");
        }
    }

    @Test
    void imagesInTheCacheAreUnpackedForAllProcessesToShare() throws IOException {
        DatasetFiles files = store(null, false, server.uri("/good/")).mnist(recorder);

        Path unpacked = cache.resolve("mnist/unpacked/train-images-idx3-ubyte");
        assertThat(files.trainingImages())
                .isEqualTo(new IdxFile(unpacked, files.trainingImages().sha256(), true));
        assertThat(unpacked).hasBinaryContent(FakeMnist.imageFile(FakeMnist.TRAINING));
        assertThat(files.share()).isEqualTo(EXPECTED);

        // Whoever damages it has it back at the next call.
        Files.write(unpacked, new byte[] {1, 2, 3});
        assertThat(store(null, true, server.uri("/good/")).mnist(recorder).share())
                .isEqualTo(EXPECTED);

        // Where they cannot be unpacked, they are read as they are.
        Files.delete(unpacked);
        Files.delete(cache.resolve("mnist/unpacked/t10k-images-idx3-ubyte"));
        Files.delete(cache.resolve("mnist/unpacked"));
        Files.createFile(cache.resolve("mnist/unpacked"));
        DatasetFiles packed = store(null, true, server.uri("/good/")).mnist(recorder);
        assertThat(packed.trainingImages().path()).isEqualTo(cache.resolve("mnist/train-images-idx3-ubyte.gz"));
        assertThat(packed.share()).isEqualTo(EXPECTED);
    }

    @Test
    void tellsOfProgress() throws IOException {
        store(null, false, server.uri("/good/")).mnist(recorder);

        URI source = server.uri("/good/train-images-idx3-ubyte.gz");
        long size = Files.size(cache.resolve("mnist/train-images-idx3-ubyte.gz"));
        assertThat(recorder.events)
                .containsSubsequence(
                        "started " + source,
                        "received " + size + " of " + size + " from " + source,
                        "stored " + source);
        assertThat(recorder.events)
                .filteredOn(event -> event.startsWith("stored"))
                .hasSize(4);
    }

    @Test
    void goesOnToTheNextMirrorWhateverTheFirstOneDoes() throws IOException {
        URI missing = server.at("/missing/", exchange -> MirrorServer.respond(exchange, 404, new byte[0]));
        URI broken = server.at(
                "/broken/", exchange -> MirrorServer.respond(exchange, 500, "oops".getBytes(StandardCharsets.UTF_8)));
        URI cutOff = server.at("/cut-off/", exchange -> {
            byte[] body = MirrorServer.gzipped(exchange);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
        });
        URI shorter = server.at("/shorter/", exchange -> {
            byte[] body = MirrorServer.gzipped(exchange);
            MirrorServer.respond(exchange, 200, Arrays.copyOf(body, body.length / 2));
        });
        URI foreign = server.at(
                "/foreign/",
                exchange -> MirrorServer.respond(
                        exchange, 200, FakeMnist.gzip(FakeMnist.imageFile(FakeMnist.rows(40, 77)))));
        URI portal = server.at(
                "/portal/", exchange -> MirrorServer.respond(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8)));

        DatasetFiles files = store(null, false, missing, broken, cutOff, shorter, foreign, portal, server.uri("/good/"))
                .mnist(recorder);

        assertThat(files.load()).isEqualTo(EXPECTED);
        String name = "train-images-idx3-ubyte.gz";
        assertThat(recorder.failuresOf(name))
                .satisfiesExactly(
                        cause -> assertThat(cause).isEqualTo("HTTP status 404"),
                        cause -> assertThat(cause).isEqualTo("HTTP status 500"),
                        cause -> assertThat(cause).contains("ended after"),
                        cause -> assertThat(cause).contains("truncated"),
                        cause -> assertThat(cause).contains("is not train-images-idx3-ubyte: the SHA-256"),
                        cause -> assertThat(cause).contains("holds only 6 of the 31376 bytes"));
    }

    @Test
    void takesAFileThatAMirrorServesUncompressed() {
        URI raw = server.at("/raw/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String name = path.substring("/raw/".length(), path.length() - ".gz".length());
            MirrorServer.respond(exchange, 200, FakeMnist.files().get(name));
        });

        assertThat(store(null, false, raw).mnist(recorder).load()).isEqualTo(EXPECTED);
    }

    @Test
    void stopsReceivingWhatIsTooLarge() {
        URI announced = server.at("/announced/", exchange -> {
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().write(0);
            exchange.getResponseBody().flush();
        });
        URI endless = server.at("/endless/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] bytes = new byte[1 << 16];
            while (true) {
                exchange.getResponseBody().write(bytes);
            }
        });

        assertThatThrownBy(() -> store(null, false, announced, endless).mnist(recorder))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining("it has 1099511627776 bytes or more");
        assertThat(recorder.failuresOf("train-images-idx3-ubyte.gz")).hasSize(2);
    }

    @Test
    void givesUpOnAMirrorThatFallsSilent() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        URI silent = server.at("/silent/", exchange -> {
            byte[] body = MirrorServer.gzipped(exchange);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, 10);
            exchange.getResponseBody().flush();
            await(over);
        });
        URI mute = server.at("/mute/", exchange -> await(over));
        DataStore store = new DataStore(
                FakeMnist.catalog(mute, silent, server.uri("/good/")),
                null,
                cache,
                false,
                new DownloadSettings(
                        Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofSeconds(30), null, null));
        // All but one file are there already, so that the test waits for two timeouts only.
        FakeMnist.writeGzipped(cache.resolve("mnist"));
        Files.delete(cache.resolve("mnist/train-images-idx3-ubyte.gz"));

        assertThat(store.mnist(recorder).load()).isEqualTo(EXPECTED);
        over.countDown();

        assertThat(recorder.failuresOf("train-images-idx3-ubyte.gz"))
                .containsExactly("nothing was received for 1.5 s", "nothing was received for 1.5 s");
    }

    @Test
    void listsEachMirrorWithItsOwnCauseWhenAllFail() throws IOException {
        Files.createDirectories(own);
        Files.write(own.resolve(FakeMnist.TEST_LABELS), FakeMnist.files().get(FakeMnist.TEST_LABELS));
        URI missing = server.at("/missing/", exchange -> MirrorServer.respond(exchange, 404, new byte[0]));
        URI unknown = URI.create("http://mirror.invalid/mnist");
        URI refused;
        try (ServerSocket closed = new ServerSocket(0)) {
            refused = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
        }

        MissingDataException e = catchThrowableOfType(
                MissingDataException.class,
                () -> store(own, false, missing, unknown, refused).mnist(recorder));

        assertThat(e.offline()).isFalse();
        assertThat(e.files()).containsExactly(FakeMnist.TRAINING_IMAGES);
        assertThat(e.searched())
                .containsExactly(own.toString(), cache.resolve("mnist").toString());
        assertThat(e.getMessage().lines())
                .startsWith("train-images-idx3-ubyte cannot be downloaded from any mirror:")
                .contains("  " + missing + "train-images-idx3-ubyte.gz: HTTP status 404")
                .anySatisfy(line -> assertThat(line).startsWith("  " + unknown + "/train-images-idx3-ubyte.gz: "))
                .anySatisfy(
                        line -> assertThat(line).startsWith("  " + refused).containsIgnoringCase("connection refused"));
    }

    @Test
    void aDataDirectoryThatIsWrongIsAnErrorAndNothingIsDownloaded() throws IOException {
        String files = "; name the folder that holds train-images-idx3-ubyte, train-labels-idx1-ubyte,"
                + " t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, raw or with .gz, or none to have them downloaded";

        assertThatThrownBy(() -> store(own, false, server.uri("/good/")).mnist(recorder))
                .isInstanceOf(DataException.class)
                .hasMessage("the data directory " + own + " does not exist" + files);
        Files.writeString(own, "a file");
        assertThatThrownBy(() -> store(own, false, server.uri("/good/")).mnist(recorder))
                .hasMessage("the data directory " + own + " is no folder" + files);
        Files.delete(own);
        Files.createDirectories(own.resolve("MNIST/raw"));
        assertThatThrownBy(() -> store(own, false, server.uri("/good/")).mnist(recorder))
                .hasMessage("the data directory " + own + " holds none of MNIST's files" + files);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPasswordInAMirrorsAddressIsUsedAndNeverShown() throws IOException {
        List<String> asked = new ArrayList<>();
        URI closed = server.at("/closed/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(authorization);
            boolean allowed = ("Basic "
                            + Base64.getEncoder().encodeToString("ada:p@ss/wörd".getBytes(StandardCharsets.UTF_8)))
                    .equals(authorization);
            MirrorServer.respond(exchange, allowed ? 200 : 401, allowed ? MirrorServer.gzipped(exchange) : new byte[0]);
        });
        URI wrong = URI.create(closed.toString().replace("//", "//ada:no@"));
        URI right = URI.create(closed.toString().replace("//", "//ada:p%40ss%2Fw%C3%B6rd@"));

        assertThatThrownBy(() -> store(null, false, wrong).mnist(recorder))
                .hasMessageContaining(closed + "train-images-idx3-ubyte.gz: HTTP status 401")
                .hasMessageNotContaining("ada");
        assertThat(store(null, false, right).mnist(recorder).load()).isEqualTo(EXPECTED);
        assertThat(asked).hasSize(5).doesNotContainNull();
        assertThat(recorder.events)
                .isNotEmpty()
                .noneMatch(event -> event.contains("ada") || event.contains("ss" + "%2F"));
        assertThatThrownBy(() -> FakeMnist.catalog(URI.create("ftp://ada:secret@host/")))
                .hasMessageContaining("'ftp://host/'");
    }

    @Test
    void redirectionsAreFollowedButAPasswordStaysWithItsHost() throws IOException {
        List<String> authorizations = new ArrayList<>();
        URI target = server.at("/target/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            MirrorServer.respond(exchange, 200, MirrorServer.gzipped(exchange));
        });
        URI elsewhere = URI.create(target.toString().replace("127.0.0.1", "localhost"));
        URI moved = server.at("/moved/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/moved/".length());
            exchange.getResponseHeaders().set("Location", elsewhere + name);
            MirrorServer.respond(exchange, 301, new byte[0]);
        });

        URI withPassword = URI.create(moved.toString().replace("//", "//ada:secret@"));
        assertThat(store(null, false, withPassword).mnist(recorder).load()).isEqualTo(EXPECTED);
        assertThat(authorizations).hasSize(4).containsOnly("null");
    }

    @Test
    void aRedirectionThatIsNotFollowedIsNamed() {
        URI odd = server.at("/odd/", exchange -> {
            exchange.getResponseHeaders().set("Location", "ftp://ada:secret@mirror.invalid/mnist/");
            MirrorServer.respond(exchange, 301, new byte[0]);
        });
        URI circle = server.at("/circle/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().toString());
            MirrorServer.respond(exchange, 302, new byte[0]);
        });

        assertThatThrownBy(() -> store(null, false, odd, circle).mnist(recorder))
                .hasMessageContaining(
                        "HTTP status 301, a redirection to ftp://mirror.invalid/mnist/, which is not of http"
                                + " or https")
                .hasMessageContaining("it was redirected more than 5 times");
    }

    @Test
    void offlineTouchesNoNetworkAndNamesFilesAndPlaces() throws IOException {
        FakeMnist.writeGzipped(own);
        Files.delete(own.resolve("t10k-labels-idx1-ubyte.gz"));
        Files.delete(own.resolve("train-labels-idx1-ubyte.gz"));

        MissingDataException e = catchThrowableOfType(
                MissingDataException.class,
                () -> store(own, true, server.uri("/good/")).mnist(recorder));

        assertThat(e.offline()).isTrue();
        assertThat(e.files()).containsExactly(FakeMnist.TRAINING_LABELS, FakeMnist.TEST_LABELS);
        assertThat(e.searched()).containsExactly(own.toString(), cache.resolve("mnist") + " (no such folder)");
        assertThat(e.getMessage())
                .contains("train-labels-idx1-ubyte, t10k-labels-idx1-ubyte")
                .contains(own.toString())
                .contains(cache.resolve("mnist").toString());
        assertThat(server.requests()).isEmpty();
        assertThat(cache).doesNotExist();
    }

    @Test
    void replacesADamagedFileInTheCacheOnlineAndNamesItOffline() throws IOException {
        FakeMnist.writeGzipped(cache.resolve("mnist"));
        Path damaged = cache.resolve("mnist").resolve(FakeMnist.TEST_IMAGES);
        Files.delete(cache.resolve("mnist/t10k-images-idx3-ubyte.gz"));
        Files.writeString(damaged, "damaged");

        assertThatThrownBy(() -> store(null, true, server.uri("/good/")).mnist(recorder))
                .isInstanceOf(MissingDataException.class)
                .hasMessageContaining(damaged + " holds only 7 of the 15696 bytes");

        DatasetFiles files = store(null, false, server.uri("/good/")).mnist(recorder);
        assertThat(files.load()).isEqualTo(EXPECTED);
        assertThat(server.requests()).containsExactly("/good/t10k-images-idx3-ubyte.gz");
        assertThat(damaged).doesNotExist();
        assertThat(recorder.events)
                .anySatisfy(event -> assertThat(event).startsWith("warned").contains(damaged.toString()));
    }

    @Test
    void keepsADamagedFileWhenNoMirrorHasABetterOne() throws IOException {
        FakeMnist.writeGzipped(cache.resolve("mnist"));
        Path damaged = Files.writeString(cache.resolve("mnist/t10k-images-idx3-ubyte.gz"), "damaged");
        URI missing = server.at("/missing/", exchange -> MirrorServer.respond(exchange, 404, new byte[0]));

        assertThatThrownBy(() -> store(null, false, missing).mnist(recorder)).isInstanceOf(MissingDataException.class);
        assertThat(damaged).hasContent("damaged");
    }

    @Test
    void goesByTheProxyThatIsGiven() {
        // The proxy is the server itself, asked for whole addresses; the mirror's name leads nowhere.
        DownloadSettings settings = settings(ProxySelector.of(server.address()));
        DataStore store = new DataStore(
                FakeMnist.catalog(URI.create("http://mirror.invalid/good")), null, cache, false, settings);

        assertThat(store.mnist(recorder).load()).isEqualTo(EXPECTED);
        assertThat(server.requests()).contains("http://mirror.invalid/good/train-images-idx3-ubyte.gz");
    }

    @Test
    void saysThatTheCacheCannotBeWritten() throws IOException {
        Files.writeString(cache, "a file where the folder should be");

        assertThatThrownBy(() -> store(null, false, server.uri("/good/")).mnist(recorder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cache folder " + cache);
    }

    @Test
    void threadsDoNotCollide() throws Exception {
        URI slow = slowMirror();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<DatasetFiles>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(threads.submit(() -> store(null, false, slow).mnist(DownloadListener.none())));
        }
        for (Future<DatasetFiles> result : results) {
            assertThat(result.get().load()).isEqualTo(EXPECTED);
        }
        threads.shutdown();

        assertThat(server.requests()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void processesDoNotCollide() throws Exception {
        URI slow = slowMirror();
        List<Process> processes = List.of(fetchingProcess(slow), fetchingProcess(slow), fetchingProcess(slow));
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }

        assertThat(server.requests()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aProcessThatIsKilledLeavesNeitherALockNorRubbish() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        URI silent = server.at("/silent/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[1000]);
            exchange.getResponseBody().flush();
            asked.countDown();
            await(over);
        });
        Process process = fetchingProcess(silent);
        try {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            DownloadSettings impatient = new DownloadSettings(
                    Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(200), null, null);
            DataStore store = new DataStore(FakeMnist.catalog(server.uri("/good/")), null, cache, false, impatient);
            assertThatThrownBy(() -> store.mnist(recorder))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("another process has held " + cache.resolve("mnist/download.lock"));
            assertThat(recorder.events)
                    .containsExactly("warned waiting for another process that downloads into " + cache.resolve("mnist")
                            + ": process " + process.pid() + ", since "
                            + Files.readString(cache.resolve("mnist/download.lock"))
                                    .split("since ", -1)[1]);
        } finally {
            process.destroyForcibly().waitFor();
            over.countDown();
        }
        assertThat(cache.resolve("mnist/train-images-idx3-ubyte.gz.part")).exists();

        assertThat(store(null, false, server.uri("/good/")).mnist(recorder).load())
                .isEqualTo(EXPECTED);
        assertThat(cache.resolve("mnist/train-images-idx3-ubyte.gz.part")).doesNotExist();
    }

    @Test
    void refusesMirrorsThatAreNone() {
        for (String mirror : List.of("file:///tmp/", "mnist/", "ftp://host/", "http:///x", "https://host/?q=")) {
            assertThatThrownBy(() -> FakeMnist.catalog(URI.create(mirror)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + mirror + "'");
        }
        assertThatThrownBy(FakeMnist::catalog).hasMessageContaining("at least one mirror");
    }

    private URI slowMirror() {
        return server.at("/slow/", exchange -> {
            sleep(150);
            MirrorServer.respond(exchange, 200, MirrorServer.gzipped(exchange));
        });
    }

    private Process fetchingProcess(URI mirror) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchingProcess.class.getName(),
                        cache.toString(),
                        mirror.toString())
                .redirectErrorStream(true)
                .start();
    }

    private DataStore store(Path dataDirectory, boolean offline, URI... mirrors) {
        return new DataStore(FakeMnist.catalog(mirrors), dataDirectory, cache, offline, settings(null));
    }

    private static DownloadSettings settings(ProxySelector proxies) {
        return new DownloadSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30), proxies, null);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static final class Recorder implements DownloadListener {
        private final List<String> events = new ArrayList<>();

        private List<String> failuresOf(String file) {
            return events.stream()
                    .filter(event -> event.startsWith("failed ") && event.contains("/" + file + " "))
                    .map(event -> event.substring(event.indexOf(file) + file.length() + 1))
                    .toList();
        }

        @Override
        public void started(URI source) {
            events.add("started " + source);
        }

        @Override
        public void received(URI source, long bytes, long total) {
            events.add("received " + bytes + " of " + total + " from " + source);
        }

        @Override
        public void stored(URI source, Path file) {
            events.add("stored " + source);
        }

        @Override
        public void failed(URI source, String cause) {
            events.add("failed " + source + " " + cause);
        }

        @Override
        public void warned(String message) {
            events.add("warned " + message);
        }
    }
}
