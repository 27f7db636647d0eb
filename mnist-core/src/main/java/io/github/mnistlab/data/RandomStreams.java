package io.github.mnistlab.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The named streams of random numbers that derive from one seed.
 *
 * <p>Each purpose draws from a stream of its own, so that one more draw in one place changes nothing in another, and a
 * resumed run draws what the uninterrupted one would have drawn. A stream's state is the SHA-256 of the seed and the
 * purpose; its generator is xoshiro256++ (Blackman and Vigna 2021), whose output no Java release can change.
 *
 * @param seed the seed that a user chose; any value, zero too
 */
public record RandomStreams(long seed) {

    /**
     * @param purpose what is drawn, such as {@code split} or {@code order/epoch-7}
     * @return the stream of that name, from its beginning
     */
    public UniformRandomProvider stream(String purpose) {
        ByteBuffer state = ByteBuffer.wrap(hash(purpose));
        return RandomSource.XO_SHI_RO_256_PP.create(
                new long[] {state.getLong(), state.getLong(), state.getLong(), state.getLong()});
    }

    /**
     * A seed for a generator that is not ours. Never zero, which means "no seed" to some of ND4J.
     *
     * @param purpose what is drawn, such as {@code weights}
     */
    public long seedFor(String purpose) {
        long derived = ByteBuffer.wrap(hash(purpose)).getLong() & Long.MAX_VALUE;
        return derived == 0 ? 1 : derived;
    }

    private byte[] hash(String purpose) {
        return Sha256.newDigest().digest((seed + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    }
}
