package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth about test rows that are not here themselves. */
class LabelFileTest {
    private static final DatasetSpec.Labels SPEC = new DatasetSpec.Labels("test.csv", "truth", "photo");

    @TempDir
    private Path folder;

    @Test
    void classesAreInTheOrderOfTheirNames() throws IOException {
        LabelFile labels = read("photo,note,truth\na,\"x, y\",owl\nb,,cat\nc,,owl\n");

        TestTruth truth = labels.truth(SPEC);
        assertThat(truth.classes()).containsExactly("cat", "owl");
        assertThat(truth.labels()).containsExactly(1, 0, 1);
        assertThat(truth.ids()).containsExactly("a", "b", "c");
        assertThat(truth.asked()).containsExactly(0, 1, 2);
        assertThat(labels.images()).isEmpty();
    }

    @Test
    void numbersAreInTheOrderOfNumbers() throws IOException {
        assertThat(read("photo,truth\na,10\nb,2\nc,0\n").truth(SPEC).classes()).containsExactly("0", "2", "10");
    }

    @Test
    void theSameTruthIsTheSameDataWhateverElseTheFileHolds() throws IOException {
        DatasetFiles.Digests plain = read("photo,truth\na,cat\nb,dog\n").digests();
        assertThat(read("truth,note,photo\ncat,1,x\ndog,2,y\n").digests()).isEqualTo(plain);
        assertThat(read("photo,truth\na,dog\nb,cat\n").digests()).isNotEqualTo(plain);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("test.csv")))) {
            out.write("photo,truth\na,cat\nb,dog\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(LabelFile.read(SPEC, folder).digests()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "photo,label;a,cat | there is no column 'truth'; there are photo, label",
                "photo,truth,truth;a,cat,cat | the column 'truth' is there twice",
                "photo,truth;a,cat;a,dog | row 1 (line 3), column photo is 'a' for a second time",
                "photo,truth;a,;b,dog | row 0 (line 2), column truth is empty, but must name a class",
                "photo,truth;a;b,dog | row 0 (line 2) has 1 fields, but the header names 2",
                "photo,truth;a,cat;b,cat | there must be 2 to 1000 classes, but there are 1"
            })
    void refuses(String csv, String fault) {
        assertThatThrownBy(() -> read(csv.replace(';', '\n') + "\n"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("test.csv: " + fault);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> LabelFile.read(SPEC, folder))
                .hasMessageEndingWith("test.csv is not a file: nothing is there");
    }

    private LabelFile read(String csv) throws IOException {
        Files.writeString(folder.resolve("test.csv"), csv);
        return LabelFile.read(SPEC, folder);
    }
}
