package io.github.mnistlab.crash;

import static io.github.mnistlab.crash.FaultyPath.real;

import io.github.mnistlab.crash.Fault.Touch;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The system's own files, of which each touch is counted and may fail. */
final class FaultyFiles extends FileSystemProvider {
    private final FileSystemProvider system;
    private final Faults faults;
    private final FileSystem fileSystem;

    private FaultyFiles(Path path, Faults faults) {
        this.system = path.getFileSystem().provider();
        this.faults = faults;
        this.fileSystem = new FaultyFileSystem(path.getFileSystem(), this);
    }

    /** The same path, whose file and those below it may fail. */
    static Path through(Path path, Faults faults) {
        return new FaultyPath(path, new FaultyFiles(path, faults));
    }

    FileSystem fileSystem() {
        return fileSystem;
    }

    private UnsyncedDisk disk() {
        return faults.disk();
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        faults.before(writes ? Touch.CREATE : Touch.OPEN, real(path));
        if (!writes) {
            return new FaultyChannel(system.newFileChannel(real(path), options, attributes), real(path), faults);
        }
        AtomicReference<FileChannel> channel = new AtomicReference<>();
        disk().write(real(path), () -> channel.set(system.newFileChannel(real(path), options, attributes)));
        return new FaultyChannel(channel.get(), real(path), faults);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        faults.before(Touch.LIST, real(folder));
        DirectoryStream<Path> all =
                system.newDirectoryStream(real(folder), path -> filter.accept(new FaultyPath(path, this)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                Iterator<Path> paths = all.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return paths.hasNext();
                    }

                    @Override
                    public Path next() {
                        return new FaultyPath(paths.next(), FaultyFiles.this);
                    }
                };
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        faults.before(Touch.MAKE_FOLDER, real(folder));
        disk().makeFolder(real(folder), () -> system.createDirectory(real(folder), attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        faults.before(Touch.DELETE, real(path));
        disk().delete(real(path), () -> system.delete(real(path)));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        faults.before(Touch.COPY, real(target), () -> {
            byte[] all = Files.readAllBytes(real(source));
            Files.write(real(target), Arrays.copyOf(all, all.length / 2));
        });
        disk().write(real(target), () -> system.copy(real(source), real(target), options));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        faults.before(Touch.MOVE, real(target));
        disk().move(real(source), real(target), () -> system.move(real(source), real(target), options));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return system.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return system.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return system.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        system.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return system.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return system.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return system.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        system.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
