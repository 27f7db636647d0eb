package io.github.mnistlab.data.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one member (RFC 1952), with nothing before, between or after.
 *
 * <p>{@link java.util.zip.GZIPInputStream} cannot be used: it silently ignores bytes that follow the member.
 */
final class GzipInput extends InflaterInputStream {
    /** No deflated byte stands for more bytes than this (zlib's technical notes). */
    static final int MAX_RATIO = 1032;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final CRC32 crc = new CRC32();
    private boolean ended;

    private GzipInput(InputStream compressed) {
        super(compressed, new Inflater(true), BUFFER_BYTES);
    }

    /** Opens a file, gzip or not: which of them is seen from its first two bytes, never from its name. */
    static InputStream openMaybeCompressed(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            if (!isCompressed(in)) {
                return in;
            }
            readHeader(in);
            return new GzipInput(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static boolean isCompressed(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    /** Whether a file is gzip, by its first two bytes. */
    static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 2)) {
            return isCompressed(in);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return -1;
        }
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            crc.update(bytes, offset, count);
        } else if (count < 0) {
            ended = true;
            readTrailer();
        }
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    protected void fill() throws IOException {
        try {
            super.fill();
        } catch (EOFException e) {
            throw truncated();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            inf.end();
        }
    }

    private static void readHeader(InputStream in) throws IOException {
        byte[] fixed = exactly(in, 10);
        int flags = fixed[3] & 0xff;
        if (fixed[2] != 8 || (flags & RESERVED) != 0) {
            throw new ZipException("not a gzip header that RFC 1952 knows");
        }
        if ((flags & FEXTRA) != 0) {
            byte[] length = exactly(in, 2);
            exactly(in, (length[0] & 0xff) | ((length[1] & 0xff) << 8));
        }
        if ((flags & FNAME) != 0) {
            skipText(in);
        }
        if ((flags & FCOMMENT) != 0) {
            skipText(in);
        }
        if ((flags & FHCRC) != 0) {
            exactly(in, 2);
        }
    }

    private void readTrailer() throws IOException {
        int unread = inf.getRemaining();
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(buf, len - unread, unread), in);
        byte[] trailer = exactly(rest, 8);
        if (littleEndian(trailer, 0) != crc.getValue()
                || littleEndian(trailer, 4) != (inf.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("its checksum or length does not agree with its gzip trailer");
        }
        if (rest.read() >= 0) {
            throw new ZipException("bytes follow the end of its gzip data");
        }
    }

    private static long littleEndian(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = (value << 8) | (bytes[offset + i] & 0xff);
        }
        return value;
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw truncated();
        }
        return bytes;
    }

    private static EOFException truncated() {
        return new EOFException("its gzip data is truncated");
    }

    private static void skipText(InputStream in) throws IOException {
        int next = in.read();
        while (next > 0) {
            next = in.read();
        }
        if (next < 0) {
            throw truncated();
        }
    }
}
