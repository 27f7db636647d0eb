package io.github.mnistlab.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON with one text for one value, for digests: no white space, keys in the order of their UTF-16 units, numbers in their
 * shortest form, as RFC 8785 has it. Numbers that are not doubles keep all of their digits, which RFC 8785 would round.
 */
public final class CanonicalJson {
    private static final int DOUBLE_DIGITS = 17;

    /** From here on, and below {@link #SMALLEST_PLAIN}, ECMAScript writes numbers with an exponent. */
    private static final int LARGEST_PLAIN = 21;

    private static final int SMALLEST_PLAIN = -6;

    /** Leaves doubles what they are: {@link ExperimentJson#MAPPER} makes decimals of them by way of Double.toString. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CanonicalJson() {}

    /**
     * @param value a record, a map, a list, a {@link JsonNode}: whatever Jackson turns into JSON
     * @return its canonical text
     * @throws IllegalArgumentException if it holds a number that is not finite, or Jackson cannot turn it into JSON
     */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder();
        write(MAPPER.valueToTree(value), text);
        return text.toString();
    }

    /** The same as a tree, its numbers decimal, so that it is equal to what is read back of it. */
    public static JsonNode tree(Object value) {
        try {
            return ExperimentJson.MAPPER.readTree(write(value));
        } catch (JsonProcessingException e) {
            throw new AssertionError("canonical JSON is JSON", e);
        }
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            String separator = "{";
            for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
                text.append(separator).append(TextNode.valueOf(entry.getKey())).append(':');
                write(entry.getValue(), text);
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                text.append(separator);
                write(item, text);
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            text.append(number(node));
        } else {
            text.append(node);
        }
    }

    private static String number(JsonNode node) {
        if (!node.isFloat() && !node.isDouble()) {
            return number(node.decimalValue());
        }
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        return number(shortest(value));
    }

    /** The shortest decimal that reads back as this double. Not from Double.toString, which Java 19 changed. */
    public static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale();
        if (exponent > SMALLEST_PLAIN && exponent <= LARGEST_PLAIN) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (stripped.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + (exponent > 0 ? "+" : "")
                + (exponent - 1);
    }
}
