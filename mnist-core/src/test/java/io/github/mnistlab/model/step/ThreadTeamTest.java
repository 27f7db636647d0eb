package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ThreadTeamTest {
    private final ThreadTeam team = new ThreadTeam();

    @AfterEach
    void close() {
        team.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPartIsDoneOnceAndSeenWhenAllAreDone(int size) {
        team.resize(size);
        for (int parts = 0; parts < 200; parts++) {
            int[] results = new int[parts];
            AtomicIntegerArray times = new AtomicIntegerArray(Math.max(1, parts));
            team.share(parts, (part, member) -> {
                times.incrementAndGet(part);
                results[part] = part * part;
                assertThat(member).isBetween(0, size - 1);
            });
            for (int part = 0; part < parts; part++) {
                assertThat(times.get(part)).isOne();
                assertThat(results[part]).isEqualTo(part * part);
            }
        }
    }

    @Test
    void aTeamOfOneIsTheThreadThatAsks() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        team.share(5, (part, member) -> threads.add(Thread.currentThread()));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void membersWorkAtTheSameTimeAndNoTwoUnderOneNumber() {
        team.resize(3);
        CountDownLatch allThere = new CountDownLatch(3);
        Set<Integer> members = Collections.newSetFromMap(new ConcurrentHashMap<>());
        team.share(3, (part, member) -> {
            members.add(member);
            allThere.countDown();
            await(allThere);
        });
        assertThat(allThere.getCount()).isZero();
        assertThat(members).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void whatFailsInAPartIsToldWhenTheOthersAreDone() {
        team.resize(2);
        AtomicInteger done = new AtomicInteger();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> team.share(10, (part, member) -> {
                    if (part == 3) {
                        throw new ArithmeticException("three");
                    }
                    done.incrementAndGet();
                }))
                .withCauseInstanceOf(ArithmeticException.class);
        assertThat(done).hasValue(9);
    }

    @Test
    void sizesBelowOneAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> team.resize(0)).withMessageContaining("0");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
