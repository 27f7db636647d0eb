package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.Test;

class MavenProxiesTest {

    @Test
    void withoutProxiesTheJavaPlatformDecides() {
        assertThat(new MavenProxies(List.of()).selector()).isNull();
        assertThat(new MavenProxies(List.of()).authenticator()).isNull();
        Proxy inactive = proxy(null, null);
        inactive.setActive(false);
        assertThat(new MavenProxies(List.of(inactive)).selector()).isNull();
    }

    @Test
    void goesThroughTheProxyButForItsExceptions() {
        Proxy proxy = proxy(null, null);
        proxy.setNonProxyHosts("localhost|*.intern.example|10.*");
        ProxySelector selector = new MavenProxies(List.of(proxy)).selector();

        assertThat(selector.select(URI.create("https://mirror.example/mnist/")))
                .singleElement()
                .returns(InetSocketAddress.createUnresolved("proxy.example", 3128), MavenProxiesTest::unresolved);
        for (String host : List.of("localhost", "a.intern.example", "10.1.2.3")) {
            assertThat(selector.select(URI.create("http://" + host + "/x"))).containsExactly(java.net.Proxy.NO_PROXY);
        }
        // A dot is a dot, not any character.
        assertThat(selector.select(URI.create("http://aXintern.example/x"))).doesNotContain(java.net.Proxy.NO_PROXY);
    }

    @Test
    void givesPasswordsToTheProxyAlone() throws Exception {
        Authenticator authenticator = new MavenProxies(List.of(proxy("user", "secret"))).authenticator();
        PasswordAuthentication forProxy = ask(authenticator, "proxy.example", Authenticator.RequestorType.PROXY);
        assertThat(forProxy.getUserName()).isEqualTo("user");
        assertThat(new String(forProxy.getPassword())).isEqualTo("secret");
        assertThat(ask(authenticator, "proxy.example", Authenticator.RequestorType.SERVER))
                .isNull();
        assertThat(ask(authenticator, "other.example", Authenticator.RequestorType.PROXY))
                .isNull();
    }

    private static PasswordAuthentication ask(
            Authenticator authenticator, String host, Authenticator.RequestorType requestor) throws Exception {
        return authenticator.requestPasswordAuthenticationInstance(
                host, null, 3128, "http", "", "basic", new URL("http://mirror.example/"), requestor);
    }

    private static InetSocketAddress unresolved(java.net.Proxy proxy) {
        InetSocketAddress address = (InetSocketAddress) proxy.address();
        return InetSocketAddress.createUnresolved(address.getHostString(), address.getPort());
    }

    private static Proxy proxy(String user, String password) {
        Proxy proxy = new Proxy();
        proxy.setActive(true);
        proxy.setHost("proxy.example");
        proxy.setPort(3128);
        proxy.setUsername(user);
        proxy.setPassword(password);
        return proxy;
    }
}
