package io.github.mnistlab.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown documents of a project, and what is wrong with what they point to. */
final class Documents {
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```[ \\t]*$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?)[ \\t]*$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern OUR_NAME = Pattern.compile("`(io\\.github\\.mnistlab(?:\\.\\w+)*)`");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    private final Path root;
    private final List<Path> files;
    private final Set<String> names;

    private Documents(Path root, List<Path> files, Set<String> names) {
        this.root = root;
        this.files = files;
        this.names = names;
    }

    /** Those below a folder, but for what builds leave there. */
    static Documents below(Path root) throws IOException {
        List<Path> markdown = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all.filter(path -> isOurs(root.relativize(path)))::iterator) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (path.endsWith(".md")) {
                    markdown.add(file);
                } else if (path.contains("/java/io/github/mnistlab") && path.endsWith(".java")) {
                    addNames(path.replaceAll(".*/java/|\\.java$", "").replace('/', '.'), names);
                }
            }
        }
        markdown.sort(null);
        return new Documents(root, markdown, names);
    }

    /** A class and all packages around it. */
    private static void addNames(String className, Set<String> names) {
        for (String name = className; name.contains("."); name = name.substring(0, name.lastIndexOf('.'))) {
            names.add(name);
        }
    }

    private static boolean isOurs(Path path) {
        return Stream.iterate(path, part -> part != null, Path::getParent)
                .noneMatch(part -> NOT_OURS.contains(String.valueOf(part.getFileName())));
    }

    List<Path> files() {
        return files;
    }

    /** Every link to a file or a heading that is not there, and every class or package of ours that is not. */
    List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            String prose = prose(file);
            for (Matcher link = LINK.matcher(prose); link.find(); ) {
                if (!link.group(1).matches("(?i)[a-z]+:.*") && !leadsSomewhere(file, link.group(1))) {
                    problems.add(root.relativize(file) + ": nothing is at " + link.group(1));
                }
            }
            for (Matcher name = OUR_NAME.matcher(prose); name.find(); ) {
                if (!names.contains(name.group(1))) {
                    problems.add(root.relativize(file) + ": there is no " + name.group(1));
                }
            }
        }
        return problems;
    }

    private static boolean leadsSomewhere(Path from, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = (hash < 0 ? link : link.substring(0, hash)).replace("%20", " ");
        Path target = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** What GitHub calls a document's headings in links. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new TreeSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Matcher heading = HEADING.matcher(prose(document)); heading.find(); ) {
            String anchor = heading.group(1)
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    /** A document without its blocks of code, where a # begins a comment and brackets mean something else. */
    private static String prose(Path document) throws IOException {
        return FENCE.matcher(Files.readString(document).replace("\r\n", "\n")).replaceAll("");
    }
}
