package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Scripts and style sheets that pages carry. */
final class Resources {
    private Resources() {}

    static String script(String name) {
        return text(name, "</script", "<!--");
    }

    static String style(String name) {
        return text(name, "</style");
    }

    /** Where a text of ours is the content of an element, it must not end it. */
    private static String text(String name, String... forbidden) {
        try (InputStream stream = Resources.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no resource " + name);
            }
            // A browser reads lines that end otherwise as if they ended so, and takes the hash of that.
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            for (String end : forbidden) {
                if (text.toLowerCase(Locale.ROOT).contains(end)) {
                    throw new IllegalArgumentException(name + " must not contain " + end);
                }
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a Content-Security-Policy calls an inline script or style sheet by. */
    static String hashSource(String text) {
        byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
