package io.github.mnistlab.data.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads PNG and JPEG files of any colour model, trusting nothing in them. */
public final class PictureFile {
    /** The largest file. */
    static final int MAX_BYTES = 64 << 20;

    private PictureFile() {}

    /**
     * Whether a path in a folder is to be read as a picture: a file, not hidden, whose name ends in .png, .jpg or .jpeg.
     */
    public static boolean hasItsName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !Files.isDirectory(file)
                && (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"));
    }

    /**
     * Reads a picture, upright if the file says how it was held.
     *
     * @param file a PNG or JPEG file of at most 64 MiB, 200 million pixels and 32,768 pixels a side
     * @throws PictureException if it is anything else, or damaged
     * @throws IOException if it cannot be read
     */
    public static Picture read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new PictureException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new PictureException(file + " has " + size + " bytes, but a picture may have at most " + MAX_BYTES);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            if (PngBytes.are(bytes)) {
                return Decoder.png(PngBytes.of(bytes));
            }
            if (JpegBytes.are(bytes)) {
                return Decoder.jpeg(JpegBytes.of(bytes));
            }
        } catch (BadPictureException e) {
            throw new PictureException(file + " " + e.getMessage(), e);
        }
        throw new PictureException(file + " is neither a PNG nor a JPEG picture; save it as one of these");
    }
}
