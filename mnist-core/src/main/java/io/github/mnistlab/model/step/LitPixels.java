package io.github.mnistlab.model.step;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Which bytes of an image are not zero. Most are: they are looked at by eights. */
final class LitPixels {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LitPixels() {}

    /**
     * @param into gets their indices, in ascending order
     * @return how many they are
     */
    static int find(byte[] image, int[] into) {
        int found = 0;
        int eight = 0;
        for (; eight + Long.BYTES <= image.length; eight += Long.BYTES) {
            // From lit pixel to lit pixel, since no processor can guess which of them are.
            for (long lit = notZero((long) EIGHT.get(image, eight)); lit != 0; lit &= lit - 1) {
                into[found++] = eight + Long.numberOfTrailingZeros(lit) / Byte.SIZE;
            }
        }
        for (int pixel = eight; pixel < image.length; pixel++) {
            if (image[pixel] != 0) {
                into[found++] = pixel;
            }
        }
        return found;
    }

    /** The highest bit of each byte that is not zero. */
    private static long notZero(long bytes) {
        return (((bytes & 0x7F7F7F7F7F7F7F7FL) + 0x7F7F7F7F7F7F7F7FL) | bytes) & 0x8080808080808080L;
    }
}
