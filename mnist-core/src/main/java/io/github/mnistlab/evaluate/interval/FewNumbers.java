package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;
import java.util.Optional;

/** Numbers of which there are so few different ones that a byte says which one each is. The same bits come out. */
final class FewNumbers {
    /** As many as a byte tells apart. */
    static final int MOST = 256;

    /** A power of two, so much larger that what is looked for is found at once. */
    private static final int SLOTS = 4 * MOST;

    /** Spreads the bits of doubles: 2 to the 64th, divided by the golden ratio. */
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final double[] different;
    private final byte[] places;

    private FewNumbers(double[] different, byte[] places) {
        this.different = different;
        this.places = places;
    }

    /** Nothing if there are more than {@value #MOST} different ones, to the bit. */
    static Optional<FewNumbers> of(double[] numbers) {
        double[] different = new double[MOST];
        byte[] places = new byte[numbers.length];
        // The place of a number among the different ones, plus 1; 0 where a slot is free.
        int[] slots = new int[SLOTS];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            long bits = Double.doubleToRawLongBits(numbers[i]);
            int slot = (int) ((bits * MIX) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
            while (slots[slot] != 0 && Double.doubleToRawLongBits(different[slots[slot] - 1]) != bits) {
                slot = (slot + 1) % SLOTS;
            }
            if (slots[slot] == 0) {
                if (count == MOST) {
                    return Optional.empty();
                }
                different[count++] = numbers[i];
                slots[slot] = count;
            }
            places[i] = (byte) (slots[slot] - 1);
        }
        return Optional.of(new FewNumbers(Arrays.copyOf(different, count), places));
    }

    double[] toArray() {
        double[] numbers = new double[places.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = different[Byte.toUnsignedInt(places[i])];
        }
        return numbers;
    }
}
