package io.github.mnistlab.maven.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A text among the plugin's resources, in which names between two {@code @} stand for values. */
final class Template {
    private Template() {}

    static String text(String resource, Map<String, String> values) {
        String text;
        try (InputStream stream = Objects.requireNonNull(Template.class.getResourceAsStream(resource), resource)) {
            text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }
}
