package io.github.mnistlab.data.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The bytes of a PNG file, cut down to what its pixels need: no colour profile, no compressed text, nothing else that a
 * decoder would unpack (W3C, Portable Network Graphics, section 5).
 *
 * @param bytes chunks of pixels and of what their values mean
 * @param orientation how the picture has to be turned, 1 to 8 in Exif's numbers; 1 is upright
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record PngBytes(byte[] bytes, int orientation) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** What the largest picture takes in colours of 8 bits. */
    static final long MAX_UNPACKED = 3L * PictureSize.MAX_PIXELS;

    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    static boolean are(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && ByteBuffer.wrap(bytes, 0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    private static void requireSize(ByteBuffer header) throws BadPictureException {
        long width = Integer.toUnsignedLong(header.getInt(0));
        long height = Integer.toUnsignedLong(header.getInt(4));
        PictureSize.require(width, height);
        int samples = switch (header.get(9)) {
            case 2 -> 3; // red, green, blue
            case 4 -> 2; // grey and opacity
            case 6 -> 4;
            default -> 1;
        };
        long bytes = width * height * samples * (header.get(8) & 0xff) / 8;
        if (bytes > MAX_UNPACKED) {
            throw new BadPictureException("says that its " + width + "×" + height + " pixels take " + bytes
                    + " bytes, but they may take at most " + MAX_UNPACKED
                    + "; scale it down, or save it with 8 bits a colour");
        }
    }

    static PngBytes of(byte[] bytes) throws BadPictureException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, SIGNATURE.length);
        int orientation = ExifOrientation.UPRIGHT;
        int at = SIGNATURE.length;
        while (at + CHUNK_FRAME <= bytes.length) {
            long length = Integer.toUnsignedLong(buffer.getInt(at));
            if (length > bytes.length - at - CHUNK_FRAME) {
                throw new BadPictureException("is a PNG file cut off in the middle");
            }
            String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (at == SIGNATURE.length) {
                if (!type.equals("IHDR") || length != 13) {
                    throw new BadPictureException("is a PNG file that does not begin with its header");
                }
                requireSize(buffer.slice(at + 8, 13));
            }
            int whole = (int) length + CHUNK_FRAME;
            if (ESSENTIAL.contains(type)) {
                kept.write(bytes, at, whole);
            }
            if (type.equals("eXIf")) {
                orientation = ExifOrientation.of(buffer.slice(at + 8, (int) length), orientation);
            }
            if (type.equals("IEND")) {
                return new PngBytes(kept.toByteArray(), orientation);
            }
            at += whole;
        }
        throw new BadPictureException("is a PNG file without an end");
    }
}
