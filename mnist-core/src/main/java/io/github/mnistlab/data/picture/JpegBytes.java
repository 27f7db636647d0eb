package io.github.mnistlab.data.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a JPEG file, cut down to what its pixels need, and what stands beside them that matters (ITU-T T.81, annex
 * B; Exif 2.3; Adobe technical note 5116).
 *
 * @param bytes without colour profile, camera data and comments
 * @param components 1 grey, 3 colours, 4 colours and black for printers
 * @param orientation how the picture has to be turned, 1 to 8 in Exif's numbers; 1 is upright
 * @param adobe the colour transform that Adobe's marker says, 0 none, 1 YCbCr, 2 YCCK, or -1 if there is no such marker
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record JpegBytes(byte[] bytes, int components, int orientation, int adobe) {
    private static final int START_OF_SCAN = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COMMENT = 0xfe;
    private static final String EXIF = "Exif\0\0";

    static boolean are(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8 && bytes[2] == (byte) 0xff;
    }

    static JpegBytes of(byte[] bytes) throws BadPictureException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.write(bytes, 0, 2);
        int frameMarker = 0;
        ByteBuffer frame = null;
        int components = 0;
        int orientation = ExifOrientation.UPRIGHT;
        int adobe = -1;
        int at = 2;
        while (at + 4 <= bytes.length && bytes[at] == (byte) 0xff) {
            int marker = bytes[at + 1] & 0xff;
            if (marker == 0xff) {
                at++; // a byte that only fills
                continue;
            }
            int length = buffer.getShort(at + 2) & 0xffff;
            if (length < 2 || at + 2 + length > bytes.length) {
                break;
            }
            ByteBuffer content = buffer.slice(at + 4, length - 2);
            if (startsFrame(marker)) {
                if (content.capacity() < 6) {
                    break;
                }
                PictureSize.require(content.getShort(3) & 0xffff, content.getShort(1) & 0xffff);
                components = content.get(5) & 0xff;
                if (content.capacity() < 6 + 3 * components) {
                    break;
                }
                frameMarker = marker;
                frame = content;
            } else if (marker == APP1) {
                orientation = orientation(content, orientation);
            } else if (marker == APP14
                    && content.capacity() >= 12
                    && text(content, 5).equals("Adobe")) {
                adobe = content.get(11) & 0xff;
            }
            boolean application = marker >= APP0 && marker <= APP15;
            if (marker == START_OF_SCAN) {
                if (components != 1 && components != 3 && components != 4) {
                    throw new BadPictureException("is a JPEG file with " + components
                            + " components, but must have 1 (grey), 3 (colours) or 4 (printing colours)");
                }
                JpegWork.require(frameMarker, frame, bytes, at);
                kept.write(bytes, at, bytes.length - at);
                return new JpegBytes(kept.toByteArray(), components, orientation, adobe);
            }
            if (marker == APP0 || marker == APP14 || (!application && marker != COMMENT)) {
                kept.write(bytes, at, length + 2);
            }
            at += length + 2;
        }
        throw new BadPictureException("is a JPEG file that is damaged or cut off before its pixels begin");
    }

    private static boolean startsFrame(int marker) {
        // Among the frames' markers stand those of tables and of a reserved one.
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static int orientation(ByteBuffer content, int otherwise) {
        return text(content, EXIF.length()).equals(EXIF)
                ? ExifOrientation.of(content.slice(EXIF.length(), content.capacity() - EXIF.length()), otherwise)
                : otherwise;
    }

    private static String text(ByteBuffer content, int length) {
        byte[] bytes = new byte[Math.min(length, content.capacity())];
        content.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
