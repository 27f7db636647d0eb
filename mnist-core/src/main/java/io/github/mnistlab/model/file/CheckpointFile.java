package io.github.mnistlab.model.file;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.model.Checkpoint;
import io.github.mnistlab.model.EarlyStoppingState;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.TrainingRequest;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The file in which one training is kept after every epoch, so that it can go on after its process was ended.
 *
 * <p>It is replaced whole: whatever happens while it is written, the last whole one stays. Several processes may train
 * the same and write it at once; each writes the same but for the measured times. Nothing in it is trusted: what is not
 * exactly of the form below, of the sizes that the request gives it, and of the same identity, is not taken.
 *
 * <p>What it costs: for the default network with Adam and early stopping it has 23.4 MB, and writing it takes about 45 ms,
 * 10 of them waiting for the disk (measured on two shared cores of a server with a solid-state disk). An epoch of 60,000
 * rows takes about 8 s: it is 0.6 % of that. It is not compressed, for parameters hardly are, and that would take longer.
 *
 * <p>All numbers are little-endian: the line {@code mnist-lab checkpoint 1}; the length of the identity in bytes as
 * int32; the identity in UTF-8; the number of epochs as int32; for each epoch training loss and accuracy as float64, one
 * byte that is 1 where there are validation rows, validation loss and accuracy (0 where there are none), learning rate,
 * the 32 bytes of the parameter digest, and the seconds; then as float32 the parameters, the optimizer's state, the
 * average where one is taken, and the best parameters where they are to be restored; last the SHA-256 of all before.
 */
public final class CheckpointFile {
    private static final byte[] MAGIC = "mnist-lab checkpoint 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private static final int RECORD_BYTES = 6 * Double.BYTES + 1 + DIGEST_BYTES;

    private final Path file;
    private final byte[] identity;

    /** It cannot be gone on from; the message says why. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * @param file where; its folder is made when needed
     * @param identity what the training is, code and data included: two that could differ by a bit must not share it
     */
    public CheckpointFile(Path file, String identity) {
        this.file = file.toAbsolutePath();
        this.identity = identity.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Keeps where a training stands, in place of where it stood before.
     *
     * @throws IOException if it cannot be written; the last one is as it was, then
     */
    public void save(Checkpoint checkpoint) throws IOException {
        Files.createDirectories(file.getParent());
        double seconds =
                checkpoint.history().stream().mapToDouble(EpochRecord::seconds).sum();
        if (seconds < WholeFile.SOON_REPEATED_SECONDS) {
            WholeFile.writeSoon(file, stream -> write(checkpoint, stream));
        } else {
            WholeFile.write(file, stream -> write(checkpoint, stream));
        }
    }

    private void write(Checkpoint checkpoint, OutputStream stream) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        DigestOutputStream digested = new DigestOutputStream(stream, digest);
        byte[] bytes = new byte[headBytes() + checkpoint.epochs() * RECORD_BYTES];
        ByteBuffer head = littleEndian(bytes);
        head.put(MAGIC).putInt(identity.length).put(identity).putInt(checkpoint.epochs());
        checkpoint.history().forEach(record -> put(record, head));
        digested.write(bytes);
        FlatParameters.write(checkpoint.parameters(), digested);
        FlatParameters.write(checkpoint.optimizerState(), digested);
        if (checkpoint.best() != null) {
            FlatParameters.write(checkpoint.best(), digested);
        }
        stream.write(digest.digest());
    }

    /**
     * Where the training stood, if it was kept.
     *
     * @param request the training; it decides how large everything must be
     * @throws UnusableException if the file is damaged or another's
     * @throws IOException if it cannot be read
     */
    public Optional<Checkpoint> load(TrainingRequest request) throws IOException, UnusableException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new UnusableException("it is no file");
        }
        try (FileInputStream stream = new FileInputStream(file.toFile())) {
            return Optional.of(read(stream, stream.getChannel().size(), request));
        }
    }

    private Checkpoint read(InputStream stream, long size, TrainingRequest request)
            throws IOException, UnusableException {
        MessageDigest digest = Sha256.newDigest();
        DataInputStream input = new DataInputStream(new DigestInputStream(stream, digest));
        int epochs = epochs(input, size, request.training().epochs());

        int parameterCount = request.model()
                .parameters(request.rows().features(), request.rows().classes());
        int averageCount = request.training().averaging() == null ? 0 : parameterCount;
        int moved = request.model()
                .movedParameters(request.rows().features(), request.rows().classes());
        int stateCount = Math.addExact(
                Math.multiplyExact(moved, request.training().optimizer().statesPerParameter()), averageCount);
        int bestCount = request.training().restoresBest() ? parameterCount : 0;
        long numbers = (long) parameterCount + stateCount + bestCount;
        long expected = headBytes() + (long) epochs * RECORD_BYTES + numbers * Float.BYTES + DIGEST_BYTES;
        if (size != expected) {
            throw new UnusableException("it has " + size + " bytes, but must have " + expected + " after epoch "
                    + epochs + " of this training");
        }
        // From here on, no more is allocated than training itself needs.
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            history.add(record(epoch, littleEndian(bytes(input, RECORD_BYTES)), request.validation() != null));
        }
        float[] parameters = FlatParameters.read(input, parameterCount);
        float[] optimizerState = FlatParameters.read(input, stateCount);
        float[] best = bestCount == 0 ? null : FlatParameters.read(input, bestCount);
        byte[] found = digest.digest();
        if (!Arrays.equals(found, bytes(input, DIGEST_BYTES))) {
            throw new UnusableException("it is damaged: its digest is wrong");
        }
        // The average, where there is one, is what an epoch's record tells of, and the last of the state.
        float[] kept = averageCount == 0
                ? parameters
                : Arrays.copyOfRange(optimizerState, stateCount - averageCount, stateCount);
        requireDigest(kept, history.get(epochs - 1));
        if (best != null) {
            EarlyStoppingState stopping =
                    EarlyStoppingState.after(history, request.training().earlyStopping());
            requireDigest(best, history.get(stopping.bestEpoch() - 1));
        }
        return new Checkpoint(history, parameters, optimizerState, best);
    }

    /** Reads up to the number of epochs. */
    private int epochs(DataInputStream input, long size, int most) throws IOException, UnusableException {
        if (size < headBytes() || !Arrays.equals(bytes(input, MAGIC.length), MAGIC)) {
            throw new UnusableException("it is no checkpoint of this version");
        }
        if (littleEndian(bytes(input, Integer.BYTES)).getInt() != identity.length
                || !Arrays.equals(bytes(input, identity.length), identity)) {
            throw new UnusableException("it is another run's");
        }
        int epochs = littleEndian(bytes(input, Integer.BYTES)).getInt();
        if (epochs < 1 || epochs > most) {
            throw new UnusableException("it claims " + epochs + " epochs, but must have 1 to " + most);
        }
        return epochs;
    }

    private static void put(EpochRecord record, ByteBuffer into) {
        boolean validated = record.validationLoss() != null;
        into.putDouble(record.trainingLoss()).putDouble(record.trainingAccuracy());
        into.put((byte) (validated ? 1 : 0));
        into.putDouble(validated ? record.validationLoss() : 0).putDouble(validated ? record.validationAccuracy() : 0);
        into.putDouble(record.learningRate());
        into.put(HexFormat.of().parseHex(record.parameterDigest()));
        into.putDouble(record.seconds());
    }

    private static EpochRecord record(int epoch, ByteBuffer from, boolean validates) throws UnusableException {
        double trainingLoss = from.getDouble();
        double trainingAccuracy = from.getDouble();
        boolean validated = from.get() == 1;
        double validationLoss = from.getDouble();
        double validationAccuracy = from.getDouble();
        double learningRate = from.getDouble();
        byte[] digest = new byte[DIGEST_BYTES];
        from.get(digest);
        double seconds = from.getDouble();
        if (validated != validates) {
            throw new UnusableException("epoch " + epoch + " in it " + (validated ? "has" : "has no")
                    + " validation rows, unlike this training");
        }
        return new EpochRecord(
                epoch,
                trainingLoss,
                trainingAccuracy,
                validated ? validationLoss : null,
                validated ? validationAccuracy : null,
                learningRate,
                HexFormat.of().formatHex(digest),
                seconds);
    }

    private static void requireDigest(float[] parameters, EpochRecord record) throws UnusableException {
        if (!FlatParameters.digest(parameters).equals(record.parameterDigest())) {
            throw new UnusableException("its parameters are not those of epoch " + record.epoch() + " in its history");
        }
    }

    private int headBytes() {
        return MAGIC.length + Integer.BYTES + identity.length + Integer.BYTES;
    }

    private static byte[] bytes(DataInputStream input, int count) throws IOException {
        byte[] bytes = new byte[count];
        input.readFully(bytes);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its path. */
    @Override
    public String toString() {
        return file.toString();
    }
}
