package dev.connectorkit.runtime.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String RUNTIME = "dev.connectorkit.runtime";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(RUNTIME + ".http");

    @Test
    void packagesHaveNoCycles() {
        slices().matching(RUNTIME + ".http.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void aDestinationIsWrittenOnWhatEveryAuthorHasAndOnTheClientOfTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        RUNTIME + ".http",
                        RUNTIME + ".destination",
                        RUNTIME + ".batch",
                        RUNTIME + ".schema",
                        RUNTIME + ".settings",
                        RUNTIME + ".error",
                        "java..",
                        "javax.net.ssl",
                        "com.fasterxml.jackson..",
                        "org.slf4j",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
