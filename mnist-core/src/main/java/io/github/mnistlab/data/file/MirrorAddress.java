package io.github.mnistlab.data.file;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a mirror, which may have a user's name and password before its host. They are sent to that host alone, and
 * shown to nobody.
 */
public final class MirrorAddress {
    private MirrorAddress() {}

    /** A text with addresses, without the users and passwords in them; whether they are valid addresses or not. */
    public static String withoutPassword(String text) {
        return text.replaceAll("(?<=//)[^/\\n]*@|(?<=//).*@(?=[A-Za-z0-9.\\[-])", "");
    }

    /** The address to connect to. */
    static URI withoutPassword(URI address) {
        String rest = address.toString();
        String user = address.getRawUserInfo();
        return user == null ? address : URI.create(rest.replaceFirst("//" + Pattern.quote(user) + "@", "//"));
    }

    /** What the header {@code Authorization} is to say (RFC 7617, in UTF-8), if the address has a user. */
    static Optional<String> authorization(URI address) {
        return Optional.ofNullable(address.getUserInfo())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the second address is of the host that the first one's password is for. */
    static boolean isOfSameHost(URI one, URI other) {
        boolean sameScheme = one.getScheme().equalsIgnoreCase(other.getScheme()) && one.getPort() == other.getPort();
        boolean encrypted = one.getScheme().equalsIgnoreCase("http")
                && other.getScheme().equalsIgnoreCase("https")
                && one.getPort() < 0
                && other.getPort() < 0;
        return one.getHost().equalsIgnoreCase(other.getHost()) && (sameScheme || encrypted);
    }
}
