package io.github.mnistlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Who may look at whom. */
@AnalyzeClasses(packages = "io.github.mnistlab", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ND4J = "org.nd4j..";
    private static final String DEEPLEARNING4J = "org.deeplearning4j..";
    private static final String JAVACPP = "org.bytedeco..";

    @ArchTest
    static final ArchRule ROOMS = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("data")
            .definedBy("io.github.mnistlab.data..")
            .layer("balance")
            .definedBy("io.github.mnistlab.balance..")
            .layer("model")
            .definedBy("io.github.mnistlab.model..")
            .layer("explore")
            .definedBy("io.github.mnistlab.explore..")
            .layer("evaluate")
            .definedBy("io.github.mnistlab.evaluate..")
            .layer("experiment")
            .definedBy("io.github.mnistlab.experiment..")
            .layer("gate")
            .definedBy("io.github.mnistlab.gate..")
            .layer("predict")
            .definedBy("io.github.mnistlab.predict..")
            .layer("report")
            .definedBy("io.github.mnistlab.report..")
            .layer("worker")
            .definedBy("io.github.mnistlab.worker..")
            .whereLayer("data")
            .mayNotAccessAnyLayer()
            .whereLayer("explore")
            .mayOnlyAccessLayers("data")
            .whereLayer("evaluate")
            .mayNotAccessAnyLayer()
            .whereLayer("balance")
            .mayOnlyAccessLayers("data")
            .whereLayer("model")
            .mayOnlyAccessLayers("data", "balance")
            .whereLayer("experiment")
            .mayOnlyAccessLayers("data", "balance", "model", "evaluate")
            .whereLayer("gate")
            .mayOnlyAccessLayers("data", "balance", "model", "evaluate", "experiment")
            .whereLayer("predict")
            .mayOnlyAccessLayers("data", "balance", "model", "experiment")
            .whereLayer("report")
            .mayOnlyAccessLayers("data", "balance", "model", "evaluate", "experiment", "gate", "explore", "predict")
            .whereLayer("worker")
            .mayOnlyAccessLayers("data", "balance", "model", "evaluate", "experiment");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.mnistlab.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DEEPLEARNING4J_STAYS_IN_MODEL = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.mnistlab.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DEEPLEARNING4J)
            .because("its next release is then one room's work");

    @ArchTest
    static final ArchRule ARRAYS_STAY_IN_BALANCE_AND_MODEL = noClasses()
            .that()
            .resideOutsideOfPackages("io.github.mnistlab.balance..", "io.github.mnistlab.model..")
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
}
