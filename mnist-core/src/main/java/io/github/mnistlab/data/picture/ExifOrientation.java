package io.github.mnistlab.data.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as Exif tells it (Exif 2.3, 4.6.4): the same in JPEG and PNG files. */
final class ExifOrientation {
    /** What needs no turning. */
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private ExifOrientation() {}

    /**
     * Of the first directory of camera data; what cannot be understood there is no harm, and is passed over.
     *
     * @param tiff the data from its byte order on
     * @return 1 to 8, or {@code otherwise} if it does not say
     */
    static int of(ByteBuffer tiff, int otherwise) {
        try {
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int entry = 0; entry < entries; entry++) {
                int at = directory + 2 + 12 * entry;
                if ((tiff.getShort(at) & 0xffff) == TAG) {
                    long value = value(tiff, at);
                    return value >= UPRIGHT && value <= 8 ? (int) value : otherwise;
                }
            }
            return otherwise;
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return otherwise;
        }
    }

    /** Exif asks for a SHORT; some programs write a LONG. */
    private static long value(ByteBuffer tiff, int entry) {
        return switch (tiff.getShort(entry + 2)) {
            case SHORT -> tiff.getShort(entry + 8) & 0xffff;
            case LONG -> Integer.toUnsignedLong(tiff.getInt(entry + 8));
            default -> 0;
        };
    }
}
