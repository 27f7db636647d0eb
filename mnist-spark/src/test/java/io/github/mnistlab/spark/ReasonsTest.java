package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void causesAreToldWhereTheySayMore() {
        ConnectException refused = new ConnectException("Connection refused");
        assertThat(Reasons.of(new IllegalStateException("An error has occurred.", new IOException("host:1", refused))))
                .isEqualTo("An error has occurred.: host:1: Connection refused");
    }

    @Test
    void nothingIsSaidTwice() {
        ConnectException refused = new ConnectException("Connection refused");
        assertThat(Reasons.of(new IOException(refused))).isEqualTo("java.net.ConnectException: Connection refused");
    }

    @Test
    void listsOfCallsAreLeftToTheLog() {
        assertThat(Reasons.of(new IllegalStateException("no room\n\tat some.Class(Class.java:1)")))
                .isEqualTo("no room");
        assertThat(Reasons.of(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
