package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/java-api.md, compiled and run as a reader would. */
class JavaApiTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "java-api.md");
    private static final String CLASSPATH = System.getProperty("java.class.path");
    private static final Pattern NAME = Pattern.compile("public class (\\w+)");

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws IOException {
        List<String> files = new ArrayList<>();
        for (String program : blocks("java")) {
            Matcher name = NAME.matcher(program);
            assertThat(name.find()).isTrue();
            files.add(Files.writeString(folder.resolve(name.group(1) + ".java"), program)
                    .toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-cp", CLASSPATH, "-d", folder.resolve("classes").toString()));
        arguments.addAll(files);
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    @Test
    void trainsJudgesAndPredicts() throws Exception {
        Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(
                folder.resolve("experiments/digits.yaml"), blocks("yaml").get(0));
        draw(folder.resolve("digit.png"));

        String output = run("TrainJudgePredict", CLASSPATH);

        assertThat(output)
                .contains("gates: 1 of 1 passed", "digit.png is a ")
                .doesNotContain("mvn ", "-Dmnist", "Exception");
        assertThat(folder.resolve("results/digits/report.html")).exists();
        assertThat(folder.resolve("results/digits/summary.md")).content().doesNotContain("mvn ");
        assertThat(folder.resolve("results/predict.html")).exists();
    }

    @Test
    void balancesNumbers() throws Exception {
        assertThat(run("BalanceNumbers", CLASSPATH)).contains("12 rows, 12 labels");
    }

    @Test
    void whereTheNativeBackendIsMissingTheErrorNamesTheDependency() throws Exception {
        Files.createDirectories(folder.resolve("experiments"));
        Files.writeString(
                folder.resolve("experiments/digits.yaml"), blocks("yaml").get(0));
        String withoutNatives = Stream.of(CLASSPATH.split(File.pathSeparator, -1))
                .filter(entry -> !entry.matches(".*(nd4j-native|javacpp|openblas)-.*(linux|macosx|windows).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(run("BalanceNumbers", withoutNatives))
                .contains("IllegalStateException", "Add the dependency org.nd4j:nd4j-native-platform.");
        assertThat(run("TrainJudgePredict", withoutNatives))
                .contains("No native backend of ND4J for ", "Add the dependency org.nd4j:nd4j-native-platform.");
    }

    /** What a program prints, its errors included. */
    private String run(String program, String classpath) throws IOException, InterruptedException {
        Path output = folder.resolve(program + ".txt");
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        folder.resolve("classes") + File.pathSeparator + classpath,
                        program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // A cache of its own, wherever the system has a user's.
        for (String variable : List.of("XDG_CACHE_HOME", "LOCALAPPDATA")) {
            java.environment().put(variable, folder.resolve("cache").toString());
        }
        java.start().waitFor();
        return Files.readString(output);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** A generated digit in black on white. */
    private static void draw(Path file) throws IOException {
        LabeledImages digits = DigitGenerator.generate(7, "test", 1);
        byte[] pixels = digits.toPixelArray();
        BufferedImage picture = new BufferedImage(84, 84, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 84; y++) {
            for (int x = 0; x < 84; x++) {
                int grey = 255 - (pixels[y / 3 * 28 + x / 3] & 0xff);
                picture.setRGB(x, y, grey << 16 | grey << 8 | grey);
            }
        }
        ImageIO.write(picture, "png", file.toFile());
    }
}
