package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.json.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The last line of a page: of what it was made, and what stands above. A page with the right one need not be made again.
 *
 * @param sources SHA-256 over everything that the page depends on
 */
record PageStamp(String sources) {
    private static final String FORM = "<!-- made from %s, as %s -->\n";

    /**
     * @param sources all that the page depends on: texts, and digests of files
     */
    static PageStamp of(List<String> sources) {
        return new PageStamp(Sha256.of(CanonicalJson.write(sources)));
    }

    /** Whether a file is a page that was made from the same, and has not been changed since. */
    boolean isOn(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        byte[] page = Files.readAllBytes(file);
        int above = page.length - line("0".repeat(sources.length())).length;
        return above >= 0
                && Arrays.equals(
                        Arrays.copyOfRange(page, above, page.length), line(Sha256.of(Arrays.copyOf(page, above))));
    }

    /** Has a page written, and this line below it. */
    void write(OutputStream stream, WholeFile.Content page) throws IOException {
        MessageDigest above = Sha256.newDigest();
        page.writeTo(new DigestOutputStream(stream, above));
        stream.write(line(Sha256.hex(above)));
    }

    private byte[] line(String above) {
        return FORM.formatted(sources, above).getBytes(StandardCharsets.UTF_8);
    }
}
