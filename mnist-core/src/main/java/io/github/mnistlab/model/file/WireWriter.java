package io.github.mnistlab.model.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message of protocol buffers in its binary form (protobuf.dev/programming-guides/encoding), written field by field. */
public final class WireWriter {
    private static final int VARINT = 0;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Adds a whole number, or an enum's constant. */
    public WireWriter number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** Adds a float32. */
    public WireWriter decimal(int field, float value) {
        tag(field, FIXED32);
        int bits = Float.floatToRawIntBits(value);
        for (int shift = 0; shift < Float.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    /** Adds text. */
    public WireWriter text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes. */
    public WireWriter bytes(int field, byte[] value) {
        tag(field, DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    /** Adds a message within this one. */
    public WireWriter message(int field, WireWriter value) {
        return bytes(field, value.toBytes());
    }

    /** All of it. */
    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void tag(int field, int form) {
        varint(((long) field << 3) | form);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
