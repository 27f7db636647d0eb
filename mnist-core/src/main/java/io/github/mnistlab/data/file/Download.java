package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One file from one address into one file.
 *
 * <p>By {@link HttpURLConnection}, because its read timeout is what is wanted here: the longest silence within a body.
 * {@code java.net.http} times only the way to the response's head.
 */
final class Download {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_REDIRECTIONS = 5;

    /** Moved, found, see other, temporary and permanent redirect (RFC 9110, section 15.4). */
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final DownloadSettings settings;
    private final DownloadListener listener;

    Download(DownloadSettings settings, DownloadListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Fetches a file, by the ways that the mirror redirects to; never to one that is not encrypted from one that is.
     *
     * @param source may have a user and a password for its host
     * @param limit more bytes than these are refused
     * @throws IOException if the mirror or the way to it failed; another one may do better
     * @throws DataException if the file cannot be written; no mirror would help
     */
    void fetch(URI source, Path target, long limit) throws IOException {
        URI shown = MirrorAddress.withoutPassword(source);
        listener.started(shown);
        HttpURLConnection connection = null;
        try {
            connection = answering(source);
            long total = connection.getContentLengthLong();
            requireBelow(limit, total);
            try (InputStream in = connection.getInputStream()) {
                long received = receive(shown, in, target, total, limit);
                if (total >= 0 && received < total) {
                    throw ended(received, total, null);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "nothing was received for " + settings.stallTimeout().toMillis() / 1000.0 + " s", e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    /** A connection over which the file comes, after any redirections. */
    private HttpURLConnection answering(URI source) throws IOException {
        URI address = source;
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            HttpURLConnection connection = connect(
                    MirrorAddress.withoutPassword(address),
                    MirrorAddress.isOfSameHost(source, address)
                            ? MirrorAddress.authorization(source)
                            : Optional.empty());
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return connection;
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            if (!REDIRECTIONS.contains(status) || location == null) {
                throw new IOException("HTTP status " + status);
            }
            address = redirected(address, status, location);
        }
        throw new IOException("it was redirected more than " + MOST_REDIRECTIONS + " times");
    }

    private static URI redirected(URI from, int status, String location) throws IOException {
        String told = "HTTP status " + status + ", a redirection to " + MirrorAddress.withoutPassword(location);
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(told + ", which is no address", e);
        }
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || to.getHost() == null) {
            throw new IOException(told + ", which is not of http or https");
        }
        if (scheme.equals("http") && from.getScheme().equalsIgnoreCase("https")) {
            throw new IOException(
                    told + ", which is not encrypted as this is; name that address itself if it is meant");
        }
        return to;
    }

    private HttpURLConnection connect(URI source, Optional<String> authorization) throws IOException {
        IOException last = null;
        for (Proxy proxy : settings.proxies().select(source)) {
            HttpURLConnection connection = (HttpURLConnection) source.toURL().openConnection(proxy);
            connection.setConnectTimeout(
                    Math.toIntExact(settings.connectTimeout().toMillis()));
            connection.setReadTimeout(Math.toIntExact(settings.stallTimeout().toMillis()));
            connection.setRequestProperty("User-Agent", "mnist-lab");
            connection.setUseCaches(false);
            // Left to itself, it would send the password to wherever it is redirected, and not go from http to https.
            connection.setInstanceFollowRedirects(false);
            authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
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
        return new DataException(target + " cannot be written: " + IoReason.of(e, target), e);
    }

    private static String by(Proxy proxy) {
        return proxy.type() == Proxy.Type.DIRECT ? "" : " by the proxy " + proxy.address();
    }
}
