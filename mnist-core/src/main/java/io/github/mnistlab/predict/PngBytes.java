package io.github.mnistlab.predict;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The bytes of a PNG file, cut down to what its pixels need: no colour profile, no compressed text, nothing else that a
 * decoder would unpack (W3C, Portable Network Graphics, section 5).
 */
final class PngBytes {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** Length, type and checksum of a chunk. */
    private static final int CHUNK_FRAME = 12;

    private PngBytes() {}

    static boolean are(byte[] bytes) {
        return bytes.length >= SIGNATURE.length
                && ByteBuffer.wrap(bytes, 0, SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
    }

    static byte[] essential(byte[] bytes) throws BadPictureException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, SIGNATURE.length);
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
                PictureSize.require(
                        Integer.toUnsignedLong(buffer.getInt(at + 8)), Integer.toUnsignedLong(buffer.getInt(at + 12)));
            }
            int whole = (int) length + CHUNK_FRAME;
            if (ESSENTIAL.contains(type)) {
                kept.write(bytes, at, whole);
            }
            if (type.equals("IEND")) {
                return kept.toByteArray();
            }
            at += whole;
        }
        throw new BadPictureException("is a PNG file without an end");
    }
}
