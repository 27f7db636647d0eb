package io.github.mnistlab.maven;

import io.github.mnistlab.data.file.DownloadSettings;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The proxies of Maven's settings, in the words of {@code java.net}. */
final class MavenProxies {
    private final List<org.apache.maven.settings.Proxy> proxies;

    MavenProxies(List<org.apache.maven.settings.Proxy> proxies) {
        this.proxies = proxies.stream()
                .filter(org.apache.maven.settings.Proxy::isActive)
                .toList();
    }

    /** The usual patience, through these proxies. */
    DownloadSettings downloads() {
        DownloadSettings standard = DownloadSettings.standard();
        return new DownloadSettings(
                standard.connectTimeout(),
                standard.stallTimeout(),
                standard.lockTimeout(),
                selector(),
                authenticator());
    }

    /** Asks Maven's proxies; null, for the Java platform's own, where there are none. */
    ProxySelector selector() {
        return proxies.isEmpty() ? null : new Selector(proxies);
    }

    /** Knows the proxies' passwords; null where there are none. */
    Authenticator authenticator() {
        return proxies.stream().noneMatch(proxy -> proxy.getUsername() != null) ? null : new Passwords(proxies);
    }

    private static final class Selector extends ProxySelector {
        private final List<org.apache.maven.settings.Proxy> proxies;

        Selector(List<org.apache.maven.settings.Proxy> proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return proxies.stream()
                    .filter(proxy -> !bypasses(proxy, uri.getHost()))
                    .findFirst()
                    .map(proxy -> List.of(
                            new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()))))
                    .orElse(List.of(Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The download itself reports it.
        }

        /** Maven's {@code nonProxyHosts}: names divided by bars, in which a star stands for any characters. */
        private static boolean bypasses(org.apache.maven.settings.Proxy proxy, String host) {
            String hosts = proxy.getNonProxyHosts();
            if (hosts == null || host == null) {
                return false;
            }
            for (String pattern : hosts.split("[|,]", -1)) {
                String regex = ("\\Q" + pattern.strip() + "\\E").replace("*", "\\E.*\\Q");
                if (!pattern.isBlank() && host.matches("(?i)" + regex)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Passwords extends Authenticator {
        private final List<org.apache.maven.settings.Proxy> proxies;

        Passwords(List<org.apache.maven.settings.Proxy> proxies) {
            this.proxies = proxies;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
                return null;
            }
            return proxies.stream()
                    .filter(proxy ->
                            proxy.getUsername() != null && proxy.getHost().equalsIgnoreCase(getRequestingHost()))
                    .findFirst()
                    .map(proxy -> new PasswordAuthentication(
                            proxy.getUsername(),
                            proxy.getPassword() == null
                                    ? new char[0]
                                    : proxy.getPassword().toCharArray()))
                    .orElse(null);
        }
    }
}
