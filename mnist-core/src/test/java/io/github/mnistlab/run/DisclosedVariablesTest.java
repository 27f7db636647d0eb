package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisclosedVariablesTest {
    /**
     * As Python has it: {@code hashlib.pbkdf2_hmac('sha256', ('=' + value).encode(), ('mnist-lab, environment variable ' +
     * name).encode(), 600000, 32).hex()}.
     */
    @ParameterizedTest
    @CsvSource({
        "TOKEN, hunter2, 1e7e0276812c0cc82f6db84a0f1123aa03617f27d2e69a40a9988afca91e7357",
        "TOKEN, '', 146cea49c7bd7f066809284a2ed6c0375fc91d54ded4c54213838a42a6cca554",
        "OTHER, hunter2, 42507b7d324e452292b1acc5a62dc85054030772a721d7ab8473942b22c60fb1",
        "TOKEN, 'pä55\n', 4e819989ab2e0b87ec31bae191c9a1cceb39a8261cea38e521617de1c7fdabcf"
    })
    void ofOthersThereIsASlowDigestWithTheNameAsItsSalt(String name, String value, String digest) {
        assertThat(DisclosedVariables.of(Map.of(name, value), none -> false))
                .containsExactly(Map.entry(name, "pbkdf2:" + digest));
    }

    @Test
    void ofPublicOnesThereIsTheValue() {
        assertThat(DisclosedVariables.of(Map.of("A", "1", "B", "2"), "A"::equals))
                .containsEntry("A", "1")
                .hasEntrySatisfying("B", value -> assertThat(value).startsWith("pbkdf2:"));
    }
}
