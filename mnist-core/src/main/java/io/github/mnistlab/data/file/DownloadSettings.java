package io.github.mnistlab.data.file;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.time.Duration;

/**
 * The patience of downloads, and the way that they take.
 *
 * @param connectTimeout how long a mirror may take to answer at all; more than nothing
 * @param stallTimeout how long it may send nothing; more than nothing
 * @param lockTimeout how long to wait for another process that downloads into the same cache; more than nothing
 * @param proxies which proxy leads to an address; null for the Java platform's default
 * @param authenticator who knows the passwords of proxies; null for the Java platform's default
 */
public record DownloadSettings(
        Duration connectTimeout,
        Duration stallTimeout,
        Duration lockTimeout,
        ProxySelector proxies,
        Authenticator authenticator) {

    /** Refuses to wait forever or not at all. */
    public DownloadSettings {
        requireSome("connectTimeout", connectTimeout);
        requireSome("stallTimeout", stallTimeout);
        requireSome("lockTimeout", lockTimeout);
        proxies = proxies == null ? ProxySelector.getDefault() : proxies;
        proxies = proxies == null ? ProxySelector.of(null) : proxies;
    }

    /** 15 s for a connection, 30 s for the next bytes, 15 min for another process; proxies as the Java platform is set. */
    public static DownloadSettings standard() {
        return new DownloadSettings(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(15), null, null);
    }

    private static void requireSome(String field, Duration duration) {
        if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(field + " must be from 1 ms to 24 days, but is " + duration);
        }
    }
}
