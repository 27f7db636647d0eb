package io.github.mnistlab.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.crash.Fault.Touch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens wherever a file is touched, the same commands lead to the same results afterwards, no half of anything is
 * taken for a whole, and nothing is left over for good. A build tries every so many places; the profile {@code crash} tries
 * all of them.
 */
class CrashPointsTest {
    /** Of so many places one is tried. */
    private static final int STEP = Integer.getInteger("crash.every", 67);

    @TempDir
    static Path calm;

    private static Study undisturbed;
    private static List<Touch> touches;
    private static List<String> files;
    private static String lock;

    @TempDir
    Path folder;

    @BeforeAll
    static void performUndisturbed() throws Exception {
        undisturbed = Study.in(calm, null, 0);
        undisturbed.perform();
        touches = undisturbed.touches();
        files = undisturbed.files();
        lock = undisturbed.lock();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(1800)
    void whatComesAfterAFaultIsAsIfThereHadBeenNone(Fault fault) throws Exception {
        List<Integer> places = IntStream.range(0, touches.size())
                .filter(place -> fault.isPossibleAt(touches.get(place)))
                .boxed()
                .toList();
        assertThat(places).isNotEmpty();
        for (int i = 0; i < places.size(); i += STEP) {
            tryAt(places.get(i), fault);
        }
    }

    private void tryAt(int place, Fault fault) throws Exception {
        String where = fault + " at " + place;
        Study disturbed = study(where, fault, place);
        boolean told = disturbed.performAsFarAsPossible();
        disturbed.requireNothingHalf(where, lock);

        Study after = disturbed.withoutFault();
        after.perform();

        assertThat(after.lock())
                .as(where + (told ? "" : ", which was not told"))
                .isEqualTo(lock);
        if (!after.files().equals(files)) {
            after.removeWhatIsOld();
        }
        assertThat(after.files()).as(where).isEqualTo(files);
    }

    @Test
    void whatWasToldToBeDoneIsOnTheDisk() throws Exception {
        undisturbed.losePower();

        assertThat(undisturbed.lock()).isEqualTo(lock);
        undisturbed.requireResults("done");
    }

    /** That faults happen at all, and where the most is at stake. */
    @Test
    void everyKindOfTouchIsCounted() {
        assertThat(touches).contains(Touch.values());
        assertThat(touches.size()).isGreaterThan(100);
    }

    private Study study(String name, Fault fault, int place) throws IOException {
        return Study.in(Files.createDirectory(folder.resolve(name.replace(' ', '-'))), fault, place);
    }
}
