package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    /** Of four letters one may be another, of six two. */
    @ParameterizedTest
    @CsvSource({
        "date, dame, true",
        "date, dat, true",
        "date, dates, true",
        "date, daet, true",
        "date, adte, true",
        "date, Da_te, true",
        "date, domes, false",
        "date, dtxe, false",
        "date, dxae, false",
        "date, da, false",
        "banana, nanana, true",
        "banana, anbnaa, false",
        "banana, abnnaa, true",
        "banana, abanan, true",
        "banana, abnana, true",
        "banana, abnaan, true",
        "orange, roagne, true",
        "orange, roagen, false",
    })
    void isNearWhereFewEditsAreNeededForItsLength(String text, String name, boolean near) {
        assertThat(NearestName.of(text, List.of(name)).isPresent()).isEqualTo(near);
    }

    @Test
    void isTheOneOfFewestEditsAndAmongThoseTheFirst() {
        assertThat(NearestName.of("balacne", List.of("balacxx", "balance", "balacnes")))
                .hasValue("balance");
        assertThat(NearestName.of("balance", List.of())).isEmpty();
    }

    @Test
    void nothingIsNearToATextThatIsLongerThanAnyName() {
        assertThat(NearestName.of("a".repeat(64), List.of("a".repeat(63) + "b")))
                .isPresent();
        assertThat(NearestName.of("a".repeat(65), List.of("a".repeat(64) + "b")))
                .isEmpty();
    }

    @Test
    void isAskedForInAHint() {
        assertThat(NearestName.hint("smot", List.of("none", "smote"))).isEqualTo("; did you mean \"smote\"?");
        assertThat(NearestName.hint("smot", List.of("none"))).isEmpty();
    }
}
