package io.github.mnistlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may look at whom: the picture of docs/architecture.md, sub-packages included. */
@AnalyzeClasses(packages = "io.github.mnistlab", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "io.github.mnistlab.";
    private static final String ND4J = "org.nd4j..";
    private static final String DEEPLEARNING4J = "org.deeplearning4j..";
    private static final String JAVACPP = "org.bytedeco..";

    /** What each room sees, beside itself. */
    private static final Map<String, Set<String>> MAY_SEE = rooms("""
            json:
            disk:
            data: json
            data.file.csv: data
            data.file: data data.file.csv disk
            data.picture:
            data.folder: data data.file data.file.csv data.picture
            data.generated: data data.file
            evaluate: json
            evaluate.interval: evaluate
            balance.neighbors:
            balance: data balance.neighbors
            explore: data
            model: balance data json disk
            model.file: model balance data json disk
            model.step.update: model
            model.step.matrix:
            model.step: model.step.update model.step.matrix model model.file balance data json
            predict: model model.file data data.picture data.generated
            experiment: model balance data evaluate json
            external.onnx: experiment data
            external: external.onnx experiment model.file data data.file data.file.csv
            experiment.file.yaml: experiment data
            experiment.file.type: experiment.file.yaml experiment data evaluate json
            experiment.file.contract: experiment.file.type experiment.file.yaml experiment model balance data evaluate
            experiment.file: experiment.file.contract experiment.file.type experiment.file.yaml experiment model balance data evaluate json
            run.importance: data
            run: run.importance external.onnx experiment model model.step model.file balance data data.file data.folder data.generated json
            run.cache: run data json disk
            run.execution: run run.importance external external.onnx experiment model model.step model.file balance data data.file
            result: run experiment model model.file balance data data.file evaluate evaluate.interval json disk
            lock: result run experiment model data data.file evaluate json disk
            gate.finding: lock result run experiment data evaluate evaluate.interval
            gate: gate.finding lock result run experiment model data data.file evaluate evaluate.interval
            worker: external.onnx result run run.execution experiment model model.step model.file balance data data.file json disk
            worker.cluster: worker run experiment model model.file data data.file
            report.text: data evaluate json
            report: report.text predict data.file gate lock result run experiment model balance data explore evaluate evaluate.interval json disk
            report.html.chart: report.text
            report.html.figure: report report.text report.html.chart gate result run run.importance experiment model data data.file evaluate
            report.html: report report.text report.html.chart report.html.figure gate lock result run experiment model model.file balance data data.file data.picture explore predict evaluate json disk
            lab: external external.onnx report report.html report.html.figure gate worker worker.cluster lock result run run.cache experiment experiment.file experiment.file.yaml model model.file balance data data.file data.folder data.generated data.picture evaluate explore predict disk
            """);

    @ArchTest
    static void everyRoomSeesWhatThePictureLetsItSee(JavaClasses classes) {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass one : classes) {
            Set<String> seen = MAY_SEE.get(room(one));
            assertThat(seen)
                    .as("the room of %s is in the picture", one.getName())
                    .isNotNull();
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .map(JavaClass::getBaseComponentType)
                    .filter(other -> other.getPackageName().startsWith(ROOT))
                    .filter(other -> !room(other).equals(room(one)) && !seen.contains(room(other)))
                    .forEach(other -> wrong.add(room(one) + " -> " + room(other) + ": " + one.getSimpleName() + " sees "
                            + other.getSimpleName()));
        }
        assertThat(wrong).isEmpty();
    }

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_ROOMS =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    /** A page is rendered by the code made of its template, which shows the page's values. */
    private static final String OF_A_TEMPLATE = "Jte";

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_FILES = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass one) {
                    return !one.getPackageName().startsWith(ROOT)
                                    || one.getSimpleName().startsWith(OF_A_TEMPLATE)
                            ? SliceIdentifier.ignore()
                            : SliceIdentifier.of(file(one.reflect()));
                }

                @Override
                public String getDescription() {
                    return "files, where a sealed type and what it permits count as one";
                }
            })
            .should()
            .beFreeOfCycles();

    private static String file(Class<?> one) {
        Class<?> top = one.getNestHost();
        return Stream.concat(Stream.ofNullable(top.getSuperclass()), Arrays.stream(top.getInterfaces()))
                .filter(Class::isSealed)
                .map(RoomsTest::file)
                .findFirst()
                .orElse(top.getName());
    }

    @ArchTest
    static final ArchRule DEEPLEARNING4J_STAYS_IN_MODEL = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DEEPLEARNING4J)
            .because("its next release is then one room's work");

    @ArchTest
    static final ArchRule ARRAYS_STAY_IN_BALANCE_AND_MODEL = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "balance..", ROOT + "model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ND4J, JAVACPP)
            .because("elsewhere an image is bytes and a score is a number");

    @ArchTest
    static final ArchRule MAVEN_STAYS_OUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..")
            .because("the library knows nothing of Maven");

    private static String room(JavaClass of) {
        return of.getPackageName().substring(ROOT.length());
    }

    private static Map<String, Set<String>> rooms(String picture) {
        Map<String, Set<String>> rooms = new HashMap<>();
        picture.lines().forEach(line -> {
            int colon = line.indexOf(':');
            Set<String> seen = Arrays.stream(line.substring(colon + 1).strip().split(" ", -1))
                    .collect(Collectors.toSet());
            rooms.put(line.substring(0, colon), seen);
        });
        return rooms;
    }
}
