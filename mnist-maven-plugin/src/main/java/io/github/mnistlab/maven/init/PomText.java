package io.github.mnistlab.maven.init;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A POM's text, which gets a plugin and otherwise keeps each of its characters: comments, order, line ends. */
final class PomText {
    private static final String PLUGINS = "/project/build/plugins";
    private static final String BUILD = "/project/build";
    private static final String PROJECT = "/project";
    private static final String STEP = "  ";

    /** A comment, character data, an instruction, or a tag, which alone has a name. */
    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
                    + "|<(?<end>/?)(?<name>[\\w:.-]+)(?:[^>\"'/]|\"[^\"]*\"|'[^']*'|/(?!>))*+(?<empty>/?)>",
            Pattern.DOTALL);

    private PomText() {}

    /**
     * The lines that declare the plugin, without a margin.
     *
     * @param version the plugin's
     */
    static String plugin(String version) {
        return """
                <plugin>
                  <groupId>io.github.mnistlab</groupId>
                  <artifactId>mnist-maven-plugin</artifactId>
                  <version>%s</version>
                  <executions>
                    <execution>
                      <goals>
                        <goal>validate</goal>
                        <goal>experiment</goal>
                      </goals>
                    </execution>
                  </executions>
                </plugin>
                """.formatted(version);
    }

    /**
     * Adds a plugin to those of the build.
     *
     * @param pom a whole POM
     * @param plugin its lines
     * @throws IllegalArgumentException if this is no POM that it could be added to
     */
    static Addition add(String pom, String plugin) {
        Map<String, Integer> ends = ends(pom);
        if (ends.containsKey(PLUGINS)) {
            return insert(pom, ends.get(PLUGINS), "plugins", plugin);
        }
        String plugins = wrapped("plugins", plugin);
        if (ends.containsKey(BUILD)) {
            return insert(pom, ends.get(BUILD), "build", plugins);
        }
        if (ends.containsKey(PROJECT)) {
            return insert(pom, ends.get(PROJECT), "project", wrapped("build", plugins));
        }
        throw new IllegalArgumentException("its root is not <project>");
    }

    /**
     * What was added.
     *
     * @param after the whole text
     * @param lines the new ones, with their margin
     */
    record Addition(String after, String lines) {}

    private static String wrapped(String element, String lines) {
        return "<" + element + ">\n" + lines.indent(STEP.length()) + "</" + element + ">\n";
    }

    /** Puts lines before the end tag of an element, a step further to the right than that stands. */
    private static Addition insert(String pom, int end, String element, String lines) {
        String newline = pom.contains("\r\n") ? "\r\n" : "\n";
        boolean isEmptyTag = pom.startsWith("/>", end - 2);
        int tag = isEmptyTag ? pom.lastIndexOf("<" + element, end) : pom.lastIndexOf("</", end - 1);
        int lineStart = pom.lastIndexOf('\n', tag) + 1;
        String margin = pom.substring(lineStart, tag).isBlank() ? pom.substring(lineStart, tag) : "";
        String step = margin.contains("\t") ? "\t" : STEP;
        String added = lines.lines()
                .map(line -> margin + step + line.replace(STEP, step) + newline)
                .reduce("", String::concat);
        if (isEmptyTag) {
            String open = pom.substring(tag, end - 2).stripTrailing() + ">" + newline;
            String close = margin + "</" + element + ">";
            return new Addition(
                    pom.substring(0, tag) + open + added + close + pom.substring(end), margin + open + added + close);
        }
        boolean ownLine = pom.substring(lineStart, tag).isBlank();
        String before = ownLine ? pom.substring(0, lineStart) : pom.substring(0, tag) + newline;
        return new Addition(before + added + (ownLine ? margin : "") + pom.substring(tag), added);
    }

    /** Where the elements of these paths end: after their end tag. */
    private static Map<String, Integer> ends(String pom) {
        requireWellFormed(pom);
        Map<String, Integer> ends = new HashMap<>();
        Deque<String> paths = new ArrayDeque<>(List.of(""));
        Matcher markup = MARKUP.matcher(pom);
        while (markup.find()) {
            String name = markup.group("name");
            if (name == null) {
                continue;
            }
            if (markup.group("end").isEmpty()) {
                paths.push(paths.peek() + "/" + name);
            }
            if (!markup.group("end").isEmpty() || !markup.group("empty").isEmpty()) {
                ends.put(paths.pop(), markup.end());
            }
        }
        return ends;
    }

    /** After this the markup is easy to find. A parser's own places count line ends as one character. */
    private static void requireWellFormed(String pom) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(pom));
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("it is not well-formed XML", e);
        }
    }
}
