package io.github.mnistlab.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;

/** JSON for files that people read too: indented, with line feeds on every system and one at the end. */
public final class PrettyJson {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private PrettyJson() {}

    /**
     * Writes the text of a value as it comes about: of large ones it would take much memory.
     *
     * @param writer stays open
     * @throws IOException if it cannot be written, or Jackson cannot turn the value into JSON
     */
    public static void write(Object value, Writer writer) throws IOException {
        WRITER.without(StreamWriteFeature.AUTO_CLOSE_TARGET).writeValue(writer, value);
        writer.write('\n');
    }

    /**
     * The text of a value.
     *
     * @throws JsonProcessingException if Jackson cannot turn it into JSON
     */
    public static String write(Object value) throws JsonProcessingException {
        return WRITER.writeValueAsString(value) + "\n";
    }
}
