package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import io.github.mnistlab.run.execution.JudgedRun;
import io.github.mnistlab.run.execution.RunExecution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes that decide a run's bits are in its code digest, wherever they lie. */
@AnalyzeClasses(packages = "io.github.mnistlab", importOptions = ImportOption.DoNotIncludeTests.class)
class ComputingClassesTest {
    private static final String ROOT = "io.github.mnistlab.";

    /** Within reach of what executes a run, but of no influence on what it computes: each with the reason. */
    private static final Map<String, String> DECIDE_NO_BITS = Map.ofEntries(
            Map.entry("experiment.JudgedModel", "is what is judged by runs of another kind"),
            Map.entry("experiment.OnnxInput", "likewise"),
            Map.entry("experiment.PixelScale", "likewise"),
            Map.entry("run.JudgedRows", "carries what was judged"),
            Map.entry("run.ParentModel", "names a file, whose digest is checked"),
            Map.entry("run.PredictionForm", "says what was left"),
            Map.entry("run.RunEvent", "tells others what goes on"),
            Map.entry("run.RunId", "names a run in what is told"),
            Map.entry("run.RunOutcome", "carries what was computed"),
            Map.entry("run.RunPhase", "names what is measured and told"),
            Map.entry("run.RunRef", "names a run in what is told"),
            Map.entry("run.Timestamp", "says when"),
            Map.entry("run.execution.PeakMemory", "measures"));

    @ArchTest
    static void whateverTheExecutionOfARunReachesIsInTheDigestOrDecidesNoBits(JavaClasses classes) {
        Set<String> outside = new TreeSet<>();
        for (JavaClass reached : reachedFrom(classes.get(RunExecution.class))) {
            if (!CodeDigest.isComputing(file(reached))) {
                outside.add(topLevel(reached).substring(ROOT.length()));
            }
        }
        assertThat(outside).isEqualTo(new TreeSet<>(DECIDE_NO_BITS.keySet()));
    }

    /** The same of runs that judge a model from elsewhere. What is balanced is none of theirs. */
    private static final Map<String, String> DECIDE_NOTHING_OF_WHAT_IS_JUDGED = Map.ofEntries(
            Map.entry("predict.QuantizedLayer", "is a layer on pages alone"),
            Map.entry("run.JudgedRows", "carries what was judged"),
            Map.entry("run.PredictionForm", "says what was left"),
            Map.entry("run.RunOutcome", "carries what was judged"),
            Map.entry("run.RunPhase", "names what is measured"),
            Map.entry("run.Timestamp", "says when"),
            Map.entry("run.importance.ColumnImportance", "is of runs that train"),
            Map.entry("run.importance.PermutationImportance", "likewise"),
            Map.entry("worker.CodeDigest", "says where the code lies that computes ONNX models"),
            Map.entry("worker.ForkedJvm", "starts what computes ONNX models"),
            Map.entry("worker.KernelVariables", "names what that does not inherit"),
            Map.entry("worker.MessageChannel", "carries the question there"),
            Map.entry("worker.MessageJson", "carries the question there"),
            Map.entry("worker.OnnxProcess", "hands the question on"),
            Map.entry("worker.OnnxReport", "carries the end"),
            Map.entry("worker.Reception", "lets it report"),
            Map.entry("worker.WorkerDiedException", "tells of its death"),
            Map.entry("worker.WorkerJvm", "says how it is started"),
            Map.entry("worker.WorkerSettings", "likewise"));

    @ArchTest
    static void whateverJudgingReachesIsInItsDigestOrDecidesNothing(JavaClasses classes) {
        Set<String> outside = new TreeSet<>();
        for (JavaClass reached : reachedFrom(classes.get(JudgedRun.class))) {
            if (!CodeDigest.isJudging(file(reached))
                    && !reached.getPackageName().startsWith(ROOT + "balance")) {
                outside.add(topLevel(reached).substring(ROOT.length()));
            }
        }
        assertThat(outside).isEqualTo(new TreeSet<>(DECIDE_NOTHING_OF_WHAT_IS_JUDGED.keySet()));
    }

    @ArchTest
    static void everyNameInTheDigestIsThatOfAPackageOrAClass(JavaClasses classes) {
        List<String> files = classes.stream().map(ComputingClassesTest::file).toList();
        for (String name : Stream.concat(CodeDigest.COMPUTING.stream(), CodeDigest.JUDGING.stream())
                .toList()) {
            assertThat(files)
                    .as(name)
                    .anyMatch(file -> name.endsWith("/") ? file.startsWith(name) : file.equals(name + ".class"));
        }
    }

    private static Set<JavaClass> reachedFrom(JavaClass start) {
        Set<JavaClass> reached = new HashSet<>(Set.of(start));
        Deque<JavaClass> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            JavaClass next = open.pop();
            next.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(seen -> seen.getName().startsWith(ROOT))
                    .filter(reached::add)
                    .forEach(open::push);
            // Which of them a sealed interface stands for is decided by a file, not by a call.
            next.getAllSubclasses().stream().filter(reached::add).forEach(open::push);
        }
        return reached;
    }

    private static String file(JavaClass one) {
        return one.getName().replace('.', '/') + ".class";
    }

    private static String topLevel(JavaClass one) {
        int nested = one.getName().indexOf('$');
        return nested < 0 ? one.getName() : one.getName().substring(0, nested);
    }
}
