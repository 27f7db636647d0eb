package io.github.mnistlab.data.file.csv;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The content of a gzip file of one member or several (RFC 1952), which may be followed by zeros, as tapes pad it, and by
 * nothing else.
 *
 * <p>{@link java.util.zip.GZIPInputStream} cannot be used: it takes a damaged second member, or anything else that follows
 * the first, for the end.
 */
public final class GzipInput extends InputStream {
    /** No deflated byte stands for more bytes than this (zlib's technical notes). */
    public static final int MAX_RATIO = 1032;

    private static final int BUFFER_BYTES = 1 << 16;

    /** What is read ahead of a member's end is copied back, so that many empty members must not find a large buffer. */
    private static final int MEMBER_BUFFER_BYTES = 1 << 12;

    private static final int MAGIC = 0x1f;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final PushbackInputStream compressed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private Member member;
    private boolean ended;

    private GzipInput(InputStream compressed) throws IOException {
        this.compressed = new PushbackInputStream(compressed, BUFFER_BYTES);
        this.member = nextMember();
    }

    /** Opens a file, gzip or not: which of them is seen from its first two bytes, never from its name. */
    public static InputStream openMaybeCompressed(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return openMaybeCompressed(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Likewise of a stream.
     *
     * @param raw read in large parts; closed with what is returned
     */
    public static InputStream openMaybeCompressed(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, BUFFER_BYTES);
        return isCompressed(in) ? new GzipInput(in) : in;
    }

    private static boolean isCompressed(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == MAGIC && in.read() == 0x8b;
        in.reset();
        return gzip;
    }

    /** Whether a file is gzip, by its first two bytes. */
    public static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 2)) {
            return isCompressed(in);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int count = member.read(bytes, offset, length);
            if (count >= 0) {
                crc.update(bytes, offset, count);
                return count;
            }
            endMember();
        }
        return ended ? -1 : 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        try {
            member.close();
        } finally {
            // Frees what it has outside the heap.
            inflater.end();
        }
    }

    private Member nextMember() throws IOException {
        readHeader(compressed);
        crc.reset();
        inflater.reset();
        return new Member(compressed, inflater);
    }

    /** Checks the trailer of a member, and what follows. */
    private void endMember() throws IOException {
        member.giveBack(compressed);
        byte[] trailer = exactly(compressed, 8);
        if (littleEndian(trailer, 0) != crc.getValue() || littleEndian(trailer, 4) != (member.length() & 0xffffffffL)) {
            throw new ZipException("its checksum or length does not agree with its gzip trailer");
        }
        int next = compressed.read();
        if (next == MAGIC) {
            compressed.unread(next);
            member = nextMember();
            return;
        }
        while (next == 0) {
            next = compressed.read();
        }
        if (next > 0) {
            throw new ZipException("bytes follow the end of its gzip data");
        }
        ended = true;
    }

    /** The deflated data of one member. */
    private static final class Member extends InflaterInputStream {
        Member(InputStream compressed, Inflater inflater) {
            super(compressed, inflater, MEMBER_BUFFER_BYTES);
        }

        /** Gives back what was read of what follows. */
        void giveBack(PushbackInputStream to) throws IOException {
            to.unread(buf, len - inf.getRemaining(), inf.getRemaining());
        }

        long length() {
            return inf.getBytesWritten();
        }

        @Override
        protected void fill() throws IOException {
            try {
                super.fill();
            } catch (EOFException e) {
                throw truncated();
            }
        }
    }

    private static void readHeader(InputStream in) throws IOException {
        byte[] fixed = exactly(in, 10);
        int flags = fixed[3] & 0xff;
        if ((fixed[0] & 0xff) != MAGIC || (fixed[1] & 0xff) != 0x8b || fixed[2] != 8 || (flags & RESERVED) != 0) {
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
