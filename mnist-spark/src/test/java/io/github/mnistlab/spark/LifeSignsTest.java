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
        LifeSigns signs = new LifeSigns(Duration.ofMillis(50), silent::countDown);
        assertThat(silent.await(20, TimeUnit.SECONDS)).isTrue();
        signs.close();
    }

    @Test
    void whoGivesSomeIsLeftAlone() throws InterruptedException {
        try (LifeSigns signs = new LifeSigns(Duration.ofSeconds(2), silent::countDown)) {
            for (int i = 0; i < 30; i++) {
                signs.sign();
                Thread.sleep(100);
            }
        }
        assertThat(silent.getCount()).isOne();
    }

    @Test
    void whoHasEndedIsNoLongerWatched() throws InterruptedException {
        new LifeSigns(Duration.ofMillis(300), silent::countDown).close();
        assertThat(silent.await(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void zeroIsForEver() throws InterruptedException {
        LifeSigns signs = new LifeSigns(Duration.ZERO, silent::countDown);
        assertThat(silent.await(500, TimeUnit.MILLISECONDS)).isFalse();
        signs.close();
    }
}
