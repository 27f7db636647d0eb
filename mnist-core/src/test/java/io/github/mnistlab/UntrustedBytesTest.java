package io.github.mnistlab;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * No byte of a file gets to the libraries that Deeplearning4j has brought in old versions (Jackson 2.13, SnakeYAML 1.26 and
 * Guava 30, in packages of its own), nor to Java's deserialisation: docs/security.md.
 */
@AnalyzeClasses(packages = "io.github.mnistlab", importOptions = ImportOption.DoNotIncludeTests.class)
class UntrustedBytesTest {
    /** Readers of files, streams and texts; what only writes may be called. */
    private static final String READERS =
            "from(Json|Yaml|Xml|Npy|Bytes?|ByteArray|Arrow|File)|restore.*|load.*|import.*|read.*|createFrom(Npy|Npz).*|deserialize.*";

    @ArchTest
    static final ArchRule nothingOfDeeplearning4jReads = noClasses()
            .should()
            .callMethodWhere(owner("org\\.(deeplearning4j|nd4j)\\..*").and(named(READERS)))
            .because("it makes objects of what a file names, with libraries of 2020 and 2022");

    @ArchTest
    static final ArchRule nobodyKnowsItsShadedLibraries =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.nd4j.shade..");

    @ArchTest
    static final ArchRule noJavaObjectIsDeserialised = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.Object(InputStream|Input)|java\\.beans\\.XMLDecoder");

    /** A test that opens a model with Deeplearning4j's own reader, as no other code may. */
    @ArchTest
    static void theRuleSeesWhoReads(JavaClasses ours) throws ClassNotFoundException {
        JavaClasses reading =
                new ClassFileImporter().importClasses(Class.forName("io.github.mnistlab.model.file.ModelFileTest"));
        assertThat(nothingOfDeeplearning4jReads.evaluate(reading).hasViolation())
                .isTrue();
    }

    private static DescribedPredicate<JavaCall<?>> owner(String packages) {
        return JavaAccess.Predicates.targetOwner(nameMatching(packages)).forSubtype();
    }

    private static DescribedPredicate<JavaCall<?>> named(String names) {
        return JavaAccess.Predicates.target(nameMatching(names)).forSubtype();
    }
}
