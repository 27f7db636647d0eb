package io.github.mnistlab.experiment.file.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node of a YAML document and where it begins: line and column, both from 1. */
public sealed interface YamlNode {

    int line();

    int column();

    /** What it is, for a message: {@code the text "abc"}, {@code the number 5}, {@code a list}. */
    String describe();

    /** Whether it is {@code null}, in any of YAML's spellings. */
    default boolean isNull() {
        return false;
    }

    /** Whether it, or anything in it, was refused when the file was read, so that it cannot be completed. */
    default boolean holdsRefused() {
        if (this instanceof Mapping mapping) {
            return mapping.entries().stream().anyMatch(entry -> entry.value().holdsRefused());
        }
        return this instanceof Refused
                || (this instanceof Sequence sequence
                        && sequence.items().stream().anyMatch(YamlNode::holdsRefused));
    }

    /** What it holds, whatever it looks like and wherever it stands: equal for equal data. */
    default Object value() {
        if (this instanceof Mapping mapping) {
            Map<String, Object> values = new HashMap<>();
            mapping.entries()
                    .forEach(entry ->
                            values.put(entry.key().text(), entry.value().value()));
            return values;
        }
        if (this instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlNode::value).toList();
        }
        if (!(this instanceof Scalar scalar)) {
            return this;
        }
        if (scalar.isNull()) {
            return Optional.empty();
        }
        return scalar.truth()
                .<Object>map(truth -> truth)
                .orElseGet(() -> scalar.number()
                        .<Object>map(BigDecimal::stripTrailingZeros)
                        .orElse(scalar.text()));
    }

    /** A key of a mapping; quoted or not, a key is its text. */
    record Key(int line, int column, String text) {}

    /** One line of a mapping. */
    record Entry(Key key, YamlNode value) {}

    /** A mapping, in the order of the file, without duplicate keys. */
    record Mapping(int line, int column, List<Entry> entries) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<YamlNode> get(String key) {
            return entry(key).map(Entry::value);
        }

        public Optional<Scalar> scalar(String key) {
            return get(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
        }

        public Optional<Scalar> text(String key) {
            return scalar(key).filter(Scalar::isText);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .findFirst();
        }

        @Override
        public String describe() {
            return entries.isEmpty() ? "an empty mapping" : "a mapping";
        }
    }

    /** A list. */
    record Sequence(int line, int column, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return items.isEmpty() ? "an empty list" : "a list";
        }
    }

    /** Something that was refused and reported when the file was read; nothing more is to be said about it. */
    record Refused(int line, int column) implements YamlNode {
        @Override
        public String describe() {
            return "something that is not allowed in an experiment file";
        }
    }

    /**
     * A scalar, typed by the core schema of YAML 1.2: what is quoted is text, {@code yes} and {@code 1_000} are text
     * too, and {@code 1e-3} is a number.
     *
     * @param text as written, escapes and folding resolved
     * @param plain whether it stands without quotes
     */
    record Scalar(int line, int column, String text, boolean plain) implements YamlNode {
        private static final int MAX_NUMBER_LENGTH = 100;
        private static final int MAX_EXPONENT = 300;

        private static final Pattern NULL = Pattern.compile("null|Null|NULL|~|");
        private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
        private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
        private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
        private static final Pattern DECIMAL =
                Pattern.compile("[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");
        private static final Pattern NOT_FINITE = Pattern.compile("[-+]?(?:\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

        /** Another text in its place. */
        public Scalar as(String other, boolean isPlain) {
            return new Scalar(line, column, other, isPlain);
        }

        @Override
        public boolean isNull() {
            return plain && NULL.matcher(text).matches();
        }

        public Optional<Boolean> truth() {
            return plain && TRUTH.matcher(text).matches()
                    ? Optional.of(text.toLowerCase(Locale.ROOT).equals("true"))
                    : Optional.empty();
        }

        /**
         * Whether it is a number longer or larger than any experiment needs. They are refused, because arithmetic with
         * them could take long, and a double could not hold them.
         */
        boolean isOutlandishNumber() {
            if (!plain || !(matches(DECIMAL) || matches(HEXADECIMAL) || matches(OCTAL))) {
                return false;
            }
            int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
            if (text.length() > MAX_NUMBER_LENGTH
                    || (matches(DECIMAL) && exponent > 0 && text.length() - exponent > 6)) {
                return true;
            }
            BigDecimal value = number().orElseThrow();
            return Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
                    || Math.abs((long) value.scale()) > MAX_EXPONENT;
        }

        private boolean matches(Pattern pattern) {
            return pattern.matcher(text).matches();
        }

        /** Its value, exactly as written, if it is a finite number. */
        public Optional<BigDecimal> number() {
            if (!plain) {
                return Optional.empty();
            }
            if (matches(OCTAL)) {
                return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
            }
            if (matches(HEXADECIMAL)) {
                return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
            }
            return matches(DECIMAL) ? Optional.of(new BigDecimal(text)) : Optional.empty();
        }

        /** Whether it is text, not null, truth value or number. */
        public boolean isText() {
            return !isNull()
                    && truth().isEmpty()
                    && number().isEmpty()
                    && !(plain && NOT_FINITE.matcher(text).matches());
        }

        @Override
        public String describe() {
            if (isNull()) {
                return "nothing";
            }
            if (isText()) {
                return "the text " + quote(text);
            }
            return truth().isPresent() ? text : "the number " + text;
        }
    }

    /** How the two values that two mappings have under one key become one. */
    interface Merge {
        YamlNode merge(String key, YamlNode below, YamlNode above);
    }

    /** A mapping with another laid over it, every node where it was read; what is not two mappings is replaced. */
    static YamlNode merge(YamlNode base, YamlNode override, Merge values) {
        if (!(base instanceof Mapping below) || !(override instanceof Mapping above)) {
            return override;
        }
        Map<String, Entry> merged = new LinkedHashMap<>();
        below.entries().forEach(entry -> merged.put(entry.key().text(), entry));
        above.entries()
                .forEach(entry -> merged.merge(
                        entry.key().text(),
                        entry,
                        (under, over) ->
                                new Entry(over.key(), values.merge(over.key().text(), under.value(), over.value()))));
        return new Mapping(above.line(), above.column(), List.copyOf(merged.values()));
    }

    /** A name in a message: as it is if it is harmless there, else quoted. */
    static String shown(String name) {
        return name.matches("[A-Za-z0-9._-]{1,64}") ? name : quote(name);
    }

    /** Text in quotation marks, short and in one line, whatever a file contains. */
    static String quote(String text) {
        int shown = text.offsetByCodePoints(0, Math.min(60, text.codePointCount(0, text.length())));
        StringBuilder quoted = new StringBuilder("\"");
        text.substring(0, shown)
                .codePoints()
                .forEach(character -> quoted.append(
                        Character.isISOControl(character) || OddCharacters.isOdd(character)
                                ? String.format(Locale.ROOT, "\\u%04x", character)
                                : Character.toString(character)));
        return quoted.append(shown < text.length() ? "…\"" : "\"").toString();
    }
}
