package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file from one address into one file.
 *
 * <p>By {@link HttpURLConnection}, because its read timeout is what is wanted here: the longest silence within a body.
 * {@code java.net.http} times only the way to the response's head.
 */
final class Download {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DownloadSettings settings;
    private final DownloadListener listener;

    Download(DownloadSettings settings, DownloadListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @param limit more bytes than these are refused
     * @throws IOException if the mirror or the way to it failed; another one may do better
     * @throws DataException if the file cannot be written; no mirror would help
     */
    void fetch(URI source, Path target, long limit) throws IOException {
        listener.started(source);
        HttpURLConnection connection = connect(source);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("HTTP status " + status);
            }
            long total = connection.getContentLengthLong();
            requireBelow(limit, total);
            try (InputStream in = connection.getInputStream()) {
                long received = receive(source, in, target, total, limit);
                if (total >= 0 && received < total) {
                    throw ended(received, total, null);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "nothing was received for " + settings.stallTimeout().toMillis() / 1000.0 + " s", e);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connect(URI source) throws IOException {
        IOException last = null;
        for (Proxy proxy : settings.proxies().select(source)) {
            HttpURLConnection connection = (HttpURLConnection) source.toURL().openConnection(proxy);
            connection.setConnectTimeout(
                    Math.toIntExact(settings.connectTimeout().toMillis()));
            connection.setReadTimeout(Math.toIntExact(settings.stallTimeout().toMillis()));
            connection.setRequestProperty("User-Agent", "mnist-lab");
            connection.setUseCaches(false);
            if (settings.authenticator() != null) {
                connection.setAuthenticator(settings.authenticator());
            }
            try {
                connection.connect();
                return connection;
            } catch (SocketTimeoutException e) {
                last = new IOException(
                        "no connection within " + settings.connectTimeout().toMillis() / 1000.0 + " s" + by(proxy), e);
            } catch (UnknownHostException e) {
                last = new IOException("unknown host " + e.getMessage() + by(proxy), e);
            } catch (IOException e) {
                last = new IOException(e.getMessage() + by(proxy), e);
            }
        }
        throw last == null ? new IOException("the proxy selector knows no way there") : last;
    }

    private long receive(URI source, InputStream in, Path target, long total, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long received = 0;
        try (OutputStream out = open(target)) {
            int count;
            while ((count = read(in, buffer, received, total)) >= 0) {
                received += count;
                requireBelow(limit, received);
                write(out, buffer, count, target);
                listener.received(source, received, total);
            }
        }
        return received;
    }

    private static int read(InputStream in, byte[] buffer, long received, long total) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // An end that some Java releases report as any other is an error to others.
            throw ended(received, total, e);
        }
    }

    private static IOException ended(long received, long total, IOException cause) {
        String all = total < 0 ? "" : " of " + total;
        return new IOException("the connection ended after " + received + all + " bytes", cause);
    }

    private static void requireBelow(long limit, long bytes) throws IOException {
        if (bytes > limit) {
            throw new IOException("it has " + bytes + " bytes or more, but the file has " + limit + " at most");
        }
    }

    private static OutputStream open(Path target) {
        try {
            return Files.newOutputStream(target);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int count, Path target) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static DataException unwritable(Path target, IOException e) {
        return new DataException(target + " cannot be written: " + IdxReader.describe(e), e);
    }

    private static String by(Proxy proxy) {
        return proxy.type() == Proxy.Type.DIRECT ? "" : " by the proxy " + proxy.address();
    }
}
