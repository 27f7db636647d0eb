package io.github.mnistlab.experiment.file.yaml;

import io.github.mnistlab.data.HalfCharacter;
import io.github.mnistlab.experiment.MergeConflict;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into a tree that knows its positions, and nothing else: no anchor is expanded, no tag
 * resolved, no object built.
 *
 * <p>It stands on SnakeYAML's events, not on the Jackson parser above them, because that one types scalars by YAML 1.1
 * (where {@code 1e-3} is text) and does not tell what was quoted.
 */
public final class YamlReader {
    /** More than any experiment needs, and little enough to be read whole. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_DEPTH = 32;

    private final Problems problems;
    private final FlowBrackets brackets;
    private final ParserImpl parser;

    private YamlReader(FlowBrackets brackets, Problems problems) {
        this.problems = problems;
        this.brackets = brackets;
        this.parser = new ParserImpl(new StreamReader(brackets.text()), new LoaderOptions());
    }

    /**
     * @param bytes the file's content
     * @param problems receives what is refused
     * @return the document's root; empty if there is none, or none that can be understood, which is then reported
     */
    public static Optional<YamlNode> read(byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(
                    1,
                    1,
                    String.format(
                            Locale.ROOT,
                            "the file is too long: more than the %,d bytes that an experiment file may have",
                            MAX_BYTES));
            return Optional.empty();
        }
        Optional<MergeConflict> conflict = MergeConflict.in(bytes);
        if (conflict.isPresent()) {
            problems.add(
                    conflict.get().first(),
                    1,
                    conflict.get().describe() + ". To keep one side: " + MergeConflict.take("ours", problems.file())
                            + ", or " + MergeConflict.take("theirs", problems.file()));
            return Optional.empty();
        }
        return decode(bytes, problems).flatMap(text -> parse(text, problems));
    }

    private static Optional<String> decode(byte[] bytes, Problems problems) {
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(input, characters, true);
        String text = characters.flip().toString();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (result.isError()) {
            String found = String.format(Locale.ROOT, "0x%02X", bytes[input.position()]);
            reportAt(
                    content, content.length(), problems, "the byte " + found + " is not UTF-8; save the file as UTF-8");
            return Optional.empty();
        }
        for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
            int character = content.codePointAt(i);
            if (!isAllowed(character)) {
                String found = String.format(Locale.ROOT, "U+%04X", character);
                reportAt(content, i, problems, "the character " + found + " is not allowed in an experiment file");
                return Optional.empty();
            }
        }
        return Optional.of(content);
    }

    /** What YAML calls printable, without the line breaks that YAML 1.1 knows and 1.2 does not. */
    private static boolean isAllowed(int character) {
        return StreamReader.isPrintable(character)
                && character != 0x85
                && character != 0x2028
                && character != 0x2029
                && character != 0xFEFF;
    }

    private static void reportAt(String text, int index, Problems problems, String message) {
        String before = text.substring(0, index).replace("\r\n", "\n").replace('\r', '\n');
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        String lastLine = before.substring(before.lastIndexOf('\n') + 1);
        problems.add(line, 1 + lastLine.codePointCount(0, lastLine.length()), message);
    }

    private static Optional<YamlNode> parse(String text, Problems problems) {
        FlowBrackets brackets = new FlowBrackets(text);
        while (true) {
            Problems found = new Problems(problems.file());
            Optional<YamlNode> root = Optional.empty();
            try {
                root = new YamlReader(brackets, found).document();
            } catch (TooDeepException e) {
                // Reported where it was found.
            } catch (MarkedYAMLException e) {
                Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
                if (brackets.hide(mark.getIndex())) {
                    continue;
                }
                found.add(line(mark), column(mark), "not valid YAML: " + sentence(e) + oddCharacters(text, e));
            } catch (YAMLException e) {
                found.add(1, 1, "not valid YAML: " + oneLine(e.getMessage()));
            }
            problems.addUnreported(found);
            return root;
        }
    }

    /** In the lines that the parser was reading, such as {@code ; line 3 has a no-break space (U+00A0) at column 5}. */
    private static String oddCharacters(String text, MarkedYAMLException e) {
        int last = line(e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
        int context = e.getContextMark() == null ? last : Math.min(last, line(e.getContextMark()));
        // The line before may have gone on, because no blank followed its colon.
        int first = Math.max(1, context - 1);
        String[] lines = text.split("\\R", last + 1);
        for (int i = first; i <= Math.min(last, lines.length); i++) {
            String line = lines[i - 1];
            OptionalInt odd = OddCharacters.firstIn(line);
            if (odd.isPresent()) {
                int at = odd.getAsInt();
                return "; line " + i + " has a " + OddCharacters.describe(line.codePointAt(at)) + " at column "
                        + (1 + line.codePointCount(0, at)) + ", write an ordinary blank";
            }
        }
        return "";
    }

    /** The parser's own words, in one line. */
    private static String sentence(MarkedYAMLException e) {
        String problem = oneLine(e.getProblem());
        Mark context = e.getContextMark();
        if (e.getContext() == null) {
            return problem;
        }
        String where =
                context == null || context.getIndex() == e.getProblemMark().getIndex()
                        ? ""
                        : " that begins at line " + line(context) + ", column " + column(context);
        return problem + ", " + oneLine(e.getContext()) + where;
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    private Optional<YamlNode> document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            problems.add(1, 1, "the file is empty");
            return Optional.empty();
        }
        DocumentStartEvent start = (DocumentStartEvent) parser.getEvent();
        if (start.getVersion() != null
                || (start.getTags() != null && !start.getTags().isEmpty())) {
            problems.add(line(start.getStartMark()), column(start.getStartMark()), "directives (%) are not allowed");
        }
        YamlNode root = node(parser.getEvent(), 1);
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            Mark mark = parser.getEvent().getStartMark();
            problems.add(line(mark), column(mark), "a second document begins here; a file holds one experiment");
        }
        if (root instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            problems.add(1, 1, "the file is empty");
            return Optional.empty();
        }
        return Optional.of(root);
    }

    private YamlNode node(Event event, int depth) {
        int line = line(event.getStartMark());
        int column = column(event.getStartMark());
        if (event instanceof AliasEvent alias) {
            problems.add(line, column, "the alias *" + alias.getAnchor() + " is not allowed; write the value out");
            return new YamlNode.Refused(line, column);
        }
        refuseAnchorAndTag((NodeEvent) event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(line, column, scalar);
        }
        if (depth > MAX_DEPTH) {
            problems.add(line, column, "nested more than " + MAX_DEPTH + " levels deep");
            throw new TooDeepException();
        }
        return event instanceof MappingStartEvent
                ? mapping(line, column, depth)
                : new YamlNode.Sequence(line, column, items(depth));
    }

    private YamlNode scalar(int line, int column, ScalarEvent event) {
        boolean hasBrackets = brackets.areIn(event.getValue());
        String text = hasBrackets ? FlowBrackets.restored(event.getValue()) : event.getValue();
        YamlNode.Scalar node = new YamlNode.Scalar(line, column, text, event.isPlain());
        if (hasBrackets) {
            problems.add(node, "between braces, a word with brackets stands in quotes; write \"" + text + "\"");
        }
        Optional<String> half = HalfCharacter.in(text);
        if (half.isPresent()) {
            problems.add(
                    node,
                    "the escape " + half.get() + " is half a character, which no file can hold; write the character"
                            + " itself, or both of its halves");
            return new YamlNode.Refused(line, column);
        }
        if (node.isOutlandishNumber()) {
            problems.add(
                    node,
                    "the number " + YamlNode.quote(node.text())
                            + " is too long; allowed are 100 characters and magnitudes from 1e-300 to 1e300");
            return new YamlNode.Refused(line, column);
        }
        return node;
    }

    private List<YamlNode> items(int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.SequenceEnd); event = parser.getEvent()) {
            items.add(node(event, depth + 1));
        }
        return items;
    }

    private YamlNode mapping(int line, int column, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, YamlNode.Key> keys = new HashMap<>();
        for (Event event = parser.getEvent(); !event.is(Event.ID.MappingEnd); event = parser.getEvent()) {
            YamlNode keyNode = node(event, depth + 1);
            YamlNode value = node(parser.getEvent(), depth + 1);
            if (keyNode instanceof YamlNode.Scalar scalar) {
                YamlNode.Key key = new YamlNode.Key(scalar.line(), scalar.column(), scalar.text());
                YamlNode.Key first = keys.putIfAbsent(key.text(), key);
                if (first == null) {
                    entries.add(new YamlNode.Entry(key, value));
                } else {
                    problems.add(
                            key,
                            "duplicate key " + YamlNode.quote(key.text()) + "; it is already given at line "
                                    + first.line() + ", column " + first.column());
                }
            } else if (!(keyNode instanceof YamlNode.Refused)) {
                problems.add(keyNode, "a key must be a word, but " + keyNode.describe() + " was found");
            }
        }
        return new YamlNode.Mapping(line, column, entries);
    }

    private void refuseAnchorAndTag(NodeEvent event) {
        int line = line(event.getStartMark());
        int column = column(event.getStartMark());
        if (event.getAnchor() != null) {
            problems.add(line, column, "the anchor &" + event.getAnchor() + " is not allowed; write the value out");
        }
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            problems.add(
                    line, column, "the tag " + YamlNode.quote(tag) + " is not allowed; write the plain value instead");
        }
    }

    private static int line(Mark mark) {
        return mark.getLine() + 1;
    }

    private static int column(Mark mark) {
        return mark.getColumn() + 1;
    }

    /** Ends the reading of a hostile file; the fault is already reported. */
    private static final class TooDeepException extends RuntimeException {
        TooDeepException() {
            super(null, null, false, false);
        }
    }
}
