package io.github.mnistlab.crash;

import io.github.mnistlab.crash.Fault.Touch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file, each of whose writes may fail after its half. */
final class FaultyChannel extends FileChannel {
    private final FileChannel real;
    private final Path file;
    private final Faults faults;

    FaultyChannel(FileChannel real, Path file, Faults faults) {
        this.real = real;
        this.file = file;
        this.faults = faults;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        faults.before(Touch.WRITE, file, () -> real.write(half(source)));
        return real.write(source);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        faults.before(Touch.WRITE, file, () -> real.write(half(source), position));
        return real.write(source, position);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        faults.before(Touch.WRITE, file);
        return real.write(sources, offset, length);
    }

    private static ByteBuffer half(ByteBuffer source) {
        ByteBuffer half = source.duplicate();
        return half.limit(half.position() + half.remaining() / 2);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        faults.before(Touch.WRITE, file);
        real.truncate(size);
        return this;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        faults.before(Touch.WRITE, file);
        return real.transferFrom(source, position, count);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.before(Touch.SYNC, file);
        real.force(metaData);
        faults.disk().sync(file);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    /** Also of the dead: the system closes their files. */
    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
