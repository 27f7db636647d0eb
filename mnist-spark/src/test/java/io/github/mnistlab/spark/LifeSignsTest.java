package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LifeSignsTest {
    private final CountDownLatch silent = new CountDownLatch(1);

    @Test
    void whoGivesNoneIsFoundOut() throws InterruptedException {
        LifeSigns signs = watch(Duration.ofMillis(50));
        assertThat(silent.await(20, TimeUnit.SECONDS)).isTrue();
        signs.close();
    }

    @Test
    void whoGivesSomeIsLeftAlone() throws InterruptedException {
        try (LifeSigns signs = watch(Duration.ofSeconds(2))) {
            for (int i = 0; i < 30; i++) {
                signs.sign();
                Thread.sleep(100);
            }
        }
        assertThat(silent.getCount()).isOne();
    }

    @Test
    void whoHasEndedIsNoLongerWatched() throws InterruptedException {
        watch(Duration.ofMillis(300)).close();
        assertThat(silent.await(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void zeroIsForEver() throws InterruptedException {
        LifeSigns signs = watch(Duration.ZERO);
        assertThat(silent.await(500, TimeUnit.MILLISECONDS)).isFalse();
        signs.close();
    }

    @Test
    void whereThoseWhoAreToldHangTooTheLastResortIsTaken() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        LifeSigns signs = new LifeSigns(
                Duration.ofMillis(50),
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Duration.ofMillis(50),
                silent::countDown);
        assertThat(silent.await(20, TimeUnit.SECONDS)).isTrue();
        never.countDown();
        signs.close();
    }

    private LifeSigns watch(Duration timeout) {
        return new LifeSigns(timeout, silent::countDown, Duration.ofHours(1), () -> {});
    }
}
