package io.github.mnistlab.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON for files that people read too: indented, with line feeds on every system and one at the end. */
public final class PrettyJson {
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private PrettyJson() {}

    /**
     * The text of a value.
     *
     * @throws JsonProcessingException if Jackson cannot turn it into JSON
     */
    public static String write(Object value) throws JsonProcessingException {
        return WRITER.writeValueAsString(value) + "\n";
    }
}
