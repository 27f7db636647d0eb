package io.github.mnistlab.report.html.chart;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** Data for the scripts of a page, as JSON that can stand within {@code <script type="application/json">}. */
public final class PageJson {
    /** Enough for what is drawn and shown. */
    private static final MathContext DIGITS = new MathContext(6);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(double[].class, new Doubles()))
            .build();

    private PageJson() {}

    /**
     * Any value that Jackson can write; arrays of doubles with six digits, what is not finite as null.
     *
     * @return JSON without {@code <}, {@code >}, {@code &} or line separators: no text in it can end the element or begin
     *     a comment, and it is the same JSON, for outside of strings it has none of them
     */
    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value)
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static final class Doubles extends JsonSerializer<double[]> {
        @Override
        public void serialize(double[] values, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeStartArray();
            for (double value : values) {
                if (Double.isFinite(value)) {
                    generator.writeRawValue(shortest(value));
                } else {
                    generator.writeNull();
                }
            }
            generator.writeEndArray();
        }

        private static String shortest(double value) {
            BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
            String plain = rounded.toPlainString();
            String scientific = rounded.toString();
            return plain.length() <= scientific.length() ? plain : scientific;
        }
    }
}
