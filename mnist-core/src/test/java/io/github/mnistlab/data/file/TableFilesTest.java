package io.github.mnistlab.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.data.PreparationSpec.Missing;
import io.github.mnistlab.data.PreparationSpec.Scaling;
import io.github.mnistlab.data.TableSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFilesTest {
    private static final String RIGHT = "a,b,class\n1,2,x\n3,4,y\n";

    @TempDir
    private Path folder;

    @Test
    void readsNumbersAndNamesOfClasses() throws IOException {
        LabeledTable training = training("b, a ,class\n-1.5e3,2,zebra\n.5,+4,ant\n1,-0,zebra\n");

        assertThat(training.columns()).containsExactly(new Column("b"), new Column("a"));
        assertThat(training.row(0)).containsExactly(-1500, 2);
        assertThat(training.row(1)).containsExactly(0.5, 4);
        assertThat(List.of(training.label(0), training.label(1), training.label(2)))
                .containsExactly(1, 0, 1);
    }

    @Test
    void wholeNumbersAscend() throws IOException {
        write("training.csv", "a,class\n1,10\n1,9\n1,-1\n");
        write("test.csv", "a,class\n1,9\n");

        assertThat(two(PreparationSpec.DEFAULT).digests().classNames()).containsExactly("-1", "9", "10");
    }

    @Test
    void otherNamesAreInTheOrderOfCodePoints() throws IOException {
        write("training.csv", "a,class\n1,\uD83D\uDE00\n1,\uFB01\n1,b\n1,B\n");
        write("test.csv", "a,class\n1,b\n");

        assertThat(two(PreparationSpec.DEFAULT).digests().classNames())
                .containsExactly("B", "b", "\uFB01", "\uD83D\uDE00");
    }

    @Test
    void readsWhatRfc4180Quotes() throws IOException {
        LabeledTable training =
                training("\"a\",\"the \"\"class\"\"\"\r\n\"1\",\"x, or\ny\"\r\n2,z\r\n", "the \"class\"");

        assertThat(training.size()).isEqualTo(2);
        assertThat(training.value(1, 0)).isEqualTo(2);
    }

    @Test
    void readsGzippedFilesWithABomAndAnotherDelimiter() throws IOException {
        Path file = folder.resolve("all.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("\uFEFFa;class\n1;x\n2;x\n3;y\n4;y\n".getBytes(StandardCharsets.UTF_8));
        }

        TableFiles files = TableFiles.of(one("all.csv.gz", 0.5, ";"), folder, PreparationSpec.DEFAULT);

        assertThat(files.load().training().classCounts()).containsExactly(1, 1);
        assertThat(files.load().test().classCounts()).containsExactly(1, 1);
    }

    @Test
    void readsUtf16WithItsMark() throws IOException {
        Files.write(folder.resolve("training.csv"), ("\uFEFF" + RIGHT).getBytes(StandardCharsets.UTF_16LE));
        write("test.csv", RIGHT);

        assertThat(two(PreparationSpec.DEFAULT).load().training())
                .isEqualTo(two(PreparationSpec.DEFAULT).load().test());
    }

    @Test
    void aFileWithoutAHeaderNumbersItsColumns() throws IOException {
        write("all.csv", "1,x,7\n2,y,8\n3,x,9\n4,y,10\n");
        TableSpec spec =
                new TableSpec(null, null, "all.csv", 0.5, "1", null, null, null, null, false, ",", null, null, 1, null);

        Examples training =
                TableFiles.of(spec, folder, PreparationSpec.DEFAULT).load().training();

        assertThat(((LabeledTable) training).columns()).containsExactly(new Column("0"), new Column("2"));
        assertThat(training.size()).isEqualTo(2);
    }

    @Test
    void testRowsAreDrawnStratifiedFromTheSeed() throws IOException {
        StringBuilder text = new StringBuilder("a,class\n");
        for (int row = 0; row < 100; row++) {
            text.append(row).append(row % 10 == 0 ? ",rare\n" : ",often\n");
        }
        write("all.csv", text.toString());

        Dataset dataset = TableFiles.of(one("all.csv", 0.3, ","), folder, PreparationSpec.DEFAULT)
                .load();

        assertThat(dataset.training().classCounts()).containsExactly(63, 7);
        assertThat(dataset.test().classCounts()).containsExactly(27, 3);
    }

    @Test
    void columnsMayStandElsewhereInTheTestFile() throws IOException {
        write("training.csv", RIGHT);
        write("test.csv", "class,b,a\nx,2,1\ny,4,3\n");

        Dataset dataset = two(PreparationSpec.DEFAULT).load();

        assertThat(dataset.test()).isEqualTo(dataset.training());
    }

    @Test
    void categoriesAreThoseOfBothFiles() throws IOException {
        write("training.csv", "a,class\nred,x\nblue,y\n");
        write("test.csv", "a,class\ngreen,x\n");

        Dataset dataset =
                TableFiles.of(categorical(), folder, PreparationSpec.DEFAULT).load();

        assertThat(((LabeledTable) dataset.test()).columns())
                .containsExactly(new Column("a", List.of("blue", "green", "red")));
        assertThat(((LabeledTable) dataset.test()).value(0, 0)).isEqualTo(1);
    }

    @Test
    void missingValuesAreNotNumbersWhereTheyAreToBeFilledIn() throws IOException {
        write("training.csv", "a,b,class\n,NA,x\n?,NaN,y\n1,2,x\n");
        write("test.csv", RIGHT);

        LabeledTable training = (LabeledTable)
                two(new PreparationSpec(Scaling.NONE, Missing.MEAN)).load().training();

        assertThat(training.row(0)).containsExactly(Double.NaN, Double.NaN);
        assertThat(training.row(1)).containsExactly(Double.NaN, Double.NaN);
        assertThat(training.row(2)).containsExactly(1, 2);
    }

    @Test
    void rowsWithMissingValuesAreLeftOutOfBothParts() throws IOException {
        write("training.csv", RIGHT + "5,,x\n");
        write("test.csv", "a,b,class\nNA,2,x\n3,4,y\n");

        Dataset dataset = two(new PreparationSpec(Scaling.NONE, Missing.DROP)).load();

        assertThat(dataset.training().size()).isEqualTo(2);
        assertThat(dataset.test().size()).isEqualTo(1);
    }

    @Test
    void digestsAreOfTheRowsHoweverTheyAreWritten() throws IOException {
        write("training.csv", RIGHT);
        write("test.csv", RIGHT);
        DatasetFiles.Digests before = two(PreparationSpec.DEFAULT).digests();

        write("training.csv", "a,b,class\r\n1.0,2e0,\"x\"\r\n3,4,y");
        assertThat(two(PreparationSpec.DEFAULT).digests()).isEqualTo(before);

        write("training.csv", RIGHT.replace("1,2", "1,2.0000001"));
        assertThat(two(PreparationSpec.DEFAULT).digests()).isNotEqualTo(before);
    }

    @Test
    void refusesFilesThatHaveChanged() throws IOException {
        write("training.csv", RIGHT);
        write("test.csv", RIGHT);
        TableFiles files = two(PreparationSpec.DEFAULT);
        write("test.csv", RIGHT.replace("4", "5"));

        assertThatThrownBy(files::load)
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("training.csv") + " and " + folder.resolve("test.csv")
                        + " have changed since the experiment was planned; run it again");
    }

    @Test
    void anotherProcessLoadsTheSame() throws IOException {
        write("training.csv", RIGHT);
        write("test.csv", RIGHT);
        TableFiles files = two(PreparationSpec.DEFAULT);
        ObjectMapper mapper = new ObjectMapper();

        ExampleFiles arrived = mapper.readValue(mapper.writeValueAsString(files), ExampleFiles.class);

        assertThat(arrived).isEqualTo(files);
        assertThat(arrived.load()).isEqualTo(files.load());
    }

    /** A training file, with ¶ for a line's end, and the message, in which … is the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | `… is empty; its first line must name its columns`",
                "`a,b,class¶` | `…: it has no row`",
                "`a,b,class¶1,2¶3,4,y¶` | `…: line 2 has 2 fields, but the header names 3; a field with ',' in it must stand in quotes`",
                "`a,b,class¶1,2,x¶3,4,y,5¶` | `…: line 3 has 4 fields, but the header names 3; a field with ',' in it must stand in quotes`",
                "`a,b,class¶1,2,x¶a,b,class¶3,4,y¶` | `…: line 3 is the header once more; take it out`",
                "`a,a,class¶1,2,x¶3,4,y¶` | `…: line 1: the column 'a' is there twice; rename one of the two`",
                "`a,,class¶1,2,x¶3,4,y¶` | `…: line 1: column 2 has no name; every column needs one`",
                "`a,b,kind¶1,2,x¶3,4,y¶` | `…: line 1: there is no column 'class' (dataset.label); there are a, b, kind`",
                "`a,b,Class¶1,2,x¶3,4,y¶` | `…: line 1: there is no column 'class' (dataset.label); there are a, b, Class; did you mean 'Class'?`",
                "`a;b;class¶1;2;x¶` | `…: line 1: there is no column 'class' (dataset.label); there are a;b;class; are the fields divided by another character? Then say dataset.delimiter: \";\"`",
                "`class¶x¶y¶` | `…: no column is left as a feature beside the label, 'class'`",
                "`a,b,class¶1,2,x¶3,,y¶` | `…: line 3, column 'b' is missing; fill it in, or say preparation: {missing: mean}, or median or drop`",
                "`a,b,class¶1,2,x¶NA,4,y¶` | `…: line 3, column 'a' is missing: NA; fill it in, or say preparation: {missing: mean}, or median or drop`",
                "`a,b,class¶1,2,x¶3,?,y¶` | `…: line 3, column 'b' is missing: ?; fill it in, or say preparation: {missing: mean}, or median or drop`",
                "`a,b,class¶1,2,x¶3,4,¶` | `…: line 3, column 'class' is missing, but every row must say its class; take the row out`",
                "`a,b,class¶1,2,x¶3,four,y¶` | `…: line 3, column 'b': 'four' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶\"3,5\",4,y¶` | `…: line 3, column 'a': '3,5' is written with a decimal comma; write a point, as in 3.5`",
                "`a,b,class¶1,2,x¶\"3,500.5\",4,y¶` | `…: line 3, column 'a': '3,500.5' is written with marks between its digits; write them without`",
                "`a,b,class¶1,2,x¶1e999,4,y¶` | `…: line 3, column 'a': '1e999' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶Infinity,4,y¶` | `…: line 3, column 'a': 'Infinity' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶0x1p3,4,y¶` | `…: line 3, column 'a': '0x1p3' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶3f,4,y¶` | `…: line 3, column 'a': '3f' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶3,4,x¶` | `…: column 'class' must have 2 to 1000 classes, but has 1, 'x'`",
                "`a,b,class¶1,2,1¶3,4,two¶` | `…: line 3, column 'class': 'two' is a name, but '1' (line 2) is a whole number; write all classes as whole numbers, or all as names`",
                "`a,b,class¶1,2,1¶3,4,1.0¶` | `…: line 3, column 'class': '1.0' is a name, but '1' (line 2) is a whole number; write all classes as whole numbers, or all as names`",
                "`a,b,class¶1,2,x¶\u22123,4,y¶` | `…: line 3, column 'a': '\u22123' is written with a dash for a minus; write a hyphen, as in -3`",
                "`a,b,class¶1,2,x¶1\u00a0000,4,y¶` | `…: line 3, column 'a': '1\u00a0000' is written with marks between its digits; write them without`",
                "`a,b,class¶1,2,x¶3.000.5,4,y¶` | `…: line 3, column 'a': '3.000.5' is written with marks between its digits; write them without`",
                "`a,b,class¶1,2,x¶2026-01-31,4,y¶` | `…: line 3, column 'a': '2026-01-31' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶12 %,4,y¶` | `…: line 3, column 'a': '12 %' is written with a percent sign; write the number alone`",
                "`a,b,class¶1,2,x¶true,4,y¶` | `…: line 3, column 'a': 'true' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
                "`a,b,class¶1,2,x¶¶3,4¶` | `…: line 4 has 2 fields, but the header names 3; a field with ',' in it must stand in quotes`",
                "`a b class¶1 2 x¶` | `…: line 1: there is no column 'class' (dataset.label); there are a b class; are the fields divided by another character? Then say dataset.delimiter: \" \"`",
                "`¶¶` | `… is empty; its first line must name its columns`",
                "`a,b,class¶1,2,x¶one,two,y¶` | `…:¶    line 3, column 'a': 'one' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore¶    line 3, column 'b': 'two' is no finite number; mend it, or name the column under dataset.categorical or dataset.ignore`",
            })
    void saysWhatIsWrongWithATable(String text, String message) throws IOException {
        write("training.csv", text.replace('¶', '\n'));
        write("test.csv", RIGHT);

        assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("…", folder.resolve("training.csv").toString())
                        .replace('¶', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a,b,class¶1,2,x¶3,4,z¶` | `line 3, column 'class': class 'z' is in no row of the training file, which has x, y; it cannot be learnt, so add training rows of it or take it out here`",
                "`a,class¶1,x¶` | `line 1: there is no column 'b' (dataset.columns); there are a, class`",
                "`a,b,c,class¶1,2,3,x¶` | `the column 'c' is not in the training file; add it there, or name it under dataset.ignore`",
            })
    void saysWhatIsWrongWithATestFile(String text, String message) throws IOException {
        write("training.csv", RIGHT);
        write("test.csv", text.replace('¶', '\n'));

        assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("test.csv") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`a,b,class¶1,2,x¶3,4,\"y¶` | line 3", "`a,b,class¶1,2,x¶3,4,\"y\"z¶` | line 3"})
    void saysWhichQuotesAreWrong(String text, String where) throws IOException {
        write("training.csv", text.replace('¶', '\n'));
        write("test.csv", RIGHT);

        assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("training.csv") + ": it is not CSV: ")
                .hasMessageContaining(where)
                .hasMessageContaining("quote");
    }

    @Test
    void saysWhatIsNoCsvFile() throws IOException {
        write("test.csv", RIGHT);
        Map<byte[], String> foreign = Map.of(
                RIGHT.getBytes(StandardCharsets.UTF_16LE),
                ": line 1: there are null bytes, as in UTF-16 without its mark; save the file as UTF-8",
                new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0, 10, 1, 2, 3, 4},
                ": line 1: this is a ZIP archive, as spreadsheets are, and no CSV file; save the table as CSV",
                ("sep=,\n" + RIGHT).getBytes(StandardCharsets.UTF_8),
                ": line 1: 'sep=' is for spreadsheets; take the line out, and name another delimiter as dataset.delimiter",
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                " is empty; its first line must name its columns",
                new byte[] {31, (byte) 139, 8, 0, 0},
                " cannot be read: its gzip data is truncated");
        for (Map.Entry<byte[], String> one : foreign.entrySet()) {
            Path file = Files.write(folder.resolve("training.csv"), one.getKey());

            assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + one.getValue());
        }
    }

    @Test
    void classNamesAreAllThatThereAre() throws IOException {
        write("training.csv", RIGHT + "5,6,yy\n");
        write("test.csv", RIGHT);

        assertThatThrownBy(() -> TableFiles.of(listed("y", "x", "z"), folder, PreparationSpec.DEFAULT))
                .hasMessage(folder.resolve("training.csv")
                        + ":\n    line 4, column 'class': class 'yy' is none of dataset.classNames, which are y, x, z; list it"
                        + " there, or take its rows out\n    column 'class': no row is of class 'z', which dataset.classNames"
                        + " lists; take it out there, or add rows of it");
        assertThat(TableFiles.of(listed("yy", "y", "x"), folder, PreparationSpec.DEFAULT)
                        .load()
                        .training()
                        .label(0))
                .isEqualTo(2);
    }

    private static TableSpec listed(String... classNames) {
        return new TableSpec(
                "training.csv",
                "test.csv",
                null,
                null,
                "class",
                null,
                null,
                null,
                List.of(classNames),
                true,
                ",",
                null,
                null,
                1,
                null);
    }

    @Test
    void saysThatALabelIsNotUtf8() throws IOException {
        Files.write(folder.resolve("training.csv"), "a,class\n1,süß\n2,y\n".getBytes(Charset.forName("windows-1252")));
        write("test.csv", "a,class\n2,y\n");

        assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                .hasMessage(folder.resolve("training.csv")
                        + ": line 2, column 'class': 's\uFFFD\uFFFD' is not UTF-8; save the file as UTF-8");
    }

    @Test
    void saysThatAShareLeavesNothingToTrainOn() throws IOException {
        write("all.csv", "a,class\n1,x\n2,x\n3,x\n4,x\n5,y\n");

        assertThatThrownBy(() -> TableFiles.of(one("all.csv", 0.7, ","), folder, PreparationSpec.DEFAULT))
                .hasMessage(folder.resolve("all.csv") + ": class 'y' (line 6) has 1 of 5 rows, and testShare 0.7 leaves"
                        + " none of them to train on; ask for a smaller share, add rows or take the class out");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> two(PreparationSpec.DEFAULT))
                .hasMessage(folder.resolve("training.csv") + " is not a file: nothing is there");
    }

    private TableFiles two(PreparationSpec preparation) {
        return TableFiles.of(twoFiles("class", null), folder, preparation);
    }

    private static TableSpec categorical() {
        return twoFiles("class", List.of("a"));
    }

    private static TableSpec twoFiles(String label, List<String> categorical) {
        return new TableSpec(
                "training.csv",
                "test.csv",
                null,
                null,
                label,
                null,
                null,
                categorical,
                null,
                true,
                ",",
                null,
                null,
                1,
                null);
    }

    private static TableSpec one(String file, double testShare, String delimiter) {
        return new TableSpec(
                null, null, file, testShare, "class", null, null, null, null, true, delimiter, null, null, 1, null);
    }

    private LabeledTable training(String text) throws IOException {
        return training(text, "class");
    }

    private LabeledTable training(String text, String label) throws IOException {
        write("training.csv", text);
        write("test.csv", text);
        return (LabeledTable) TableFiles.of(twoFiles(label, null), folder, PreparationSpec.DEFAULT)
                .load()
                .training();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
