package dev.connectorkit.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "dev.connectorkit.generator";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void aPackageImportsOnlyPackagesBeforeIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("descriptor")
                .definedBy(ROOT + ".descriptor")
                .layer("spec")
                .definedBy(ROOT + ".spec")
                .layer("emit")
                .definedBy(ROOT + ".emit")
                .layer("output")
                .definedBy(ROOT + ".output")
                .layer("suite")
                .definedBy(ROOT + ".suite")
                .layer("generator")
                .definedBy(ROOT)
                .layer("mojo")
                .definedBy(ROOT + ".mojo")
                .whereLayer("descriptor")
                .mayNotAccessAnyLayer()
                .whereLayer("spec")
                .mayOnlyAccessLayers("descriptor")
                .whereLayer("emit")
                .mayOnlyAccessLayers("spec")
                .whereLayer("output")
                .mayOnlyAccessLayers("emit")
                .whereLayer("suite")
                .mayOnlyAccessLayers("spec", "output")
                .whereLayer("generator")
                .mayOnlyAccessLayers("descriptor", "spec", "emit", "output")
                .whereLayer("mojo")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void noPackagesImportOneAnotherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheGoalsAndTheirHelpImportMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".mojo", ROOT + ".help")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "org.codehaus.plexus..")
                .check(CLASSES);
    }

    @Test
    void theGeneratorKnowsTheRuntimeByNamesOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.connectorkit.runtime..", "dev.connectorkit.testkit..")
                .check(CLASSES);
    }

    @Test
    void eachLibraryStaysInThePackageThatWrapsIt() {
        onlyIn("descriptor", "com.networknt..", "org.yaml.snakeyaml..", "com.fasterxml.jackson.dataformat..");
        onlyIn("emit", "com.palantir.javapoet..", "freemarker..");
    }

    private static void onlyIn(String wrapper, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + wrapper)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .check(CLASSES);
    }
}
