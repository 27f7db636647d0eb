package io.github.mnistlab.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What damages bytes: a few of the changes at once that have broken readers of all kinds (Zalewski's AFL). */
final class Mutator {
    private static final int MOST_CHANGES = 6;
    private static final int MAX_BYTES = 1 << 16;

    /** The ends of ranges. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        16,
        127,
        128,
        255,
        256,
        1024,
        Short.MAX_VALUE,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final byte[][] TEXTS = texts(
            "null",
            "{}",
            "[]",
            "[",
            "{",
            "\"",
            "'",
            "-",
            "- ",
            ": ",
            "\n",
            "  ",
            "#",
            "*a",
            "&a ",
            "!!java ",
            "true",
            "NaN",
            "Infinity",
            "-0",
            "1e999999999",
            "9223372036854775808",
            "0x",
            "\\ud800",
            "\uFEFF",
            "\u0000",
            "~",
            ",");

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    /** One of these, damaged. */
    byte[] of(List<byte[]> seeds) {
        byte[] bytes = any(seeds);
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes, seeds);
        }
        return bytes.length > MAX_BYTES ? Arrays.copyOf(bytes, MAX_BYTES) : bytes;
    }

    private byte[] change(byte[] bytes, List<byte[]> seeds) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(12)) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> flipped(bytes);
            case 1 -> withNumber(bytes);
            case 2 -> replaced(bytes, at, length, new byte[0]);
            case 3 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 4 -> replaced(bytes, at, length, randomBytes(length));
            case 5 -> replaced(bytes, at, random.nextInt(3), TEXTS[random.nextInt(TEXTS.length)]);
            case 6 -> replaced(bytes, at, bytes.length - at, tail(any(seeds)));
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] withNumber(byte[] bytes) {
        int width = 1 << random.nextInt(4);
        if (bytes.length < width) {
            return bytes;
        }
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .putLong(NUMBERS[random.nextInt(NUMBERS.length)]);
        int from = number.order() == ByteOrder.BIG_ENDIAN ? Long.BYTES - width : 0;
        byte[] changed = bytes.clone();
        System.arraycopy(number.array(), from, changed, random.nextInt(bytes.length - width + 1), width);
        return changed;
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] tail(byte[] bytes) {
        return Arrays.copyOfRange(bytes, random.nextInt(bytes.length + 1), bytes.length);
    }

    private byte[] any(List<byte[]> seeds) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        changed.writeBytes(by);
        int rest = Math.min(bytes.length, at + length);
        changed.write(bytes, rest, bytes.length - rest);
        return changed.toByteArray();
    }

    private static byte[][] texts(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
