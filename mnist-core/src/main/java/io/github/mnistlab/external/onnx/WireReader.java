package io.github.mnistlab.external.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message of protocol buffers in its binary form, field by field (protobuf.dev/programming-guides/encoding). No memory is
 * taken for what a length announces: what is not asked for is skipped.
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;

    private static final int MOST_VARINT_BYTES = 10;

    /** The bytes of a file, and how many of them are read. */
    private static final class Source {
        final InputStream in;
        long position;

        Source(InputStream in) {
            this.in = in;
        }

        int read() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw truncated();
            }
            position++;
            return next;
        }

        void skipTo(long target) throws IOException {
            while (position < target) {
                long skipped = in.skip(target - position);
                if (skipped <= 0) {
                    read();
                } else {
                    position += skipped;
                }
            }
        }
    }

    private final Source source;
    private final long end;
    private int field;
    private int form;

    /** Where the field that was seen last ends, whatever was read of it. */
    private long next;

    private WireReader(Source source, long end) {
        this.source = source;
        this.end = end;
        this.next = source.position;
    }

    /**
     * A message that takes a whole stream.
     *
     * @param length of the stream, in bytes
     */
    WireReader(InputStream in, long length) {
        this(new Source(in), length);
    }

    /**
     * Goes to the next field.
     *
     * @return its number; 0 if there is none left
     * @throws IOException if this is no such message
     */
    int nextField() throws IOException {
        source.skipTo(next);
        if (source.position >= end) {
            return 0;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        form = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > 0x1fffffff) {
            throw damaged();
        }
        next = switch (form) {
            case VARINT -> source.position;
            case FIXED64 -> within(8);
            case FIXED32 -> within(4);
            case DELIMITED -> within(varint());
            default -> throw damaged();
        };
        return field;
    }

    private long within(long length) throws IOException {
        if (length < 0 || length > end - source.position) {
            throw truncated();
        }
        return source.position + length;
    }

    /** The field as a whole number. To be called once, and for each field of that form. */
    long number() throws IOException {
        require(VARINT);
        long value = varint();
        next = source.position;
        return value;
    }

    /** The field, if it is a whole number, which must be read or skipped with this. */
    void skip() throws IOException {
        if (form == VARINT) {
            number();
        }
    }

    /** The field as a message of its own, to be read before the next field is. */
    WireReader message() throws IOException {
        require(DELIMITED);
        return new WireReader(source, next);
    }

    /**
     * The field as text.
     *
     * @param most bytes; more are an error
     */
    String text(int most) throws IOException {
        require(DELIMITED);
        long length = next - source.position;
        if (length > most) {
            throw new IOException("a name or text in it takes " + length + " bytes, but may take " + most);
        }
        byte[] bytes = source.in.readNBytes((int) length);
        if (bytes.length < length) {
            throw truncated();
        }
        source.position += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The same; empty if it is longer. */
    String textIfShort(int most) throws IOException {
        require(DELIMITED);
        return next - source.position > most ? "" : text(most);
    }

    private void require(int wanted) throws IOException {
        if (form != wanted) {
            throw damaged();
        }
    }

    private long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < MOST_VARINT_BYTES; i++) {
            if (source.position >= end) {
                throw truncated();
            }
            int next7 = source.read();
            value |= (long) (next7 & 0x7f) << (7 * i);
            if ((next7 & 0x80) == 0) {
                return value;
            }
        }
        throw damaged();
    }

    private static IOException truncated() {
        return new IOException("it ends before what it announces: it is truncated, or no ONNX file");
    }

    private static IOException damaged() {
        return new IOException("it is damaged, or no ONNX file");
    }
}
