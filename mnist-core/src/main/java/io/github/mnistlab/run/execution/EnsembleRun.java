package io.github.mnistlab.run.execution;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.model.ComputeEnvironment;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.JudgedRows;
import io.github.mnistlab.run.PredictionForm;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.Timestamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run that joins the models of other runs: its probabilities are the means of theirs, row by row and class by class, summed
 * in double precision in the order of the members. Nothing is trained, and no native library is needed.
 *
 * @param members the runs that are joined, all over and of the same test rows; at least one
 * @param directory where the run leaves {@link RunRequest#PREDICTIONS}; it exists
 */
public record EnsembleRun(List<FinishedRun> members, Path directory) {
    /**
     * Joins.
     *
     * @return what came out, whose parameter digest is made of the members'; the predictions are in the run's folder
     * @throws DataException if a member gave classes alone, or others rows than the first
     * @throws IOException if predictions cannot be read or written
     */
    public RunOutcome execute() throws IOException {
        Instant started = Instant.now();
        long start = System.nanoTime();
        double[] sums = probabilities(members.get(0));
        for (FinishedRun member : members.subList(1, members.size())) {
            double[] others = probabilities(member);
            if (others.length != sums.length) {
                throw new DataException("its members predicted different test rows: " + others.length
                        + " probabilities and " + sums.length);
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] += others[i];
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(sums.length, Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double sum : sums) {
            bytes.putDouble(sum / members.size());
        }
        Files.write(directory.resolve(RunRequest.PREDICTIONS), bytes.array());
        return new RunOutcome(
                List.of(),
                0,
                Sha256.of(members.stream()
                        .map(member -> member.outcome().parameterDigest())
                        .collect(Collectors.joining("\n"))),
                Sha256.of(bytes.array()),
                null,
                List.of(),
                List.of(),
                null,
                0,
                members.get(0).outcome().testRows(),
                Timestamp.of(started),
                Timestamp.of(Instant.now()),
                new TreeMap<>(Map.of(RunPhase.PREDICT, (System.nanoTime() - start) / 1e9)),
                null,
                ComputeEnvironment.withoutNetworks(),
                new JudgedRows(PredictionForm.FLOAT64, true),
                null);
    }

    private static double[] probabilities(FinishedRun member) throws IOException {
        Path file = member.directory().resolve(RunRequest.PREDICTIONS);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        PredictionForm form = member.outcome().form();
        double[] values = new double[bytes.limit() / form.bytes()];
        switch (form) {
            case FLOAT32 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.getFloat();
                }
            }
            case FLOAT64 -> bytes.asDoubleBuffer().get(values);
            case CLASSES ->
                throw new DataException(
                        "one of its members gave the predicted classes alone, of which there is no mean");
        }
        return values;
    }
}
