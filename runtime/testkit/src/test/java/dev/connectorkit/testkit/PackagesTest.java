package dev.connectorkit.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackagesTest {
    private static final String ROOT = "dev.connectorkit.testkit";

    /** In the order of the data; the package of the contract and the main class comes after all of them. */
    private static final List<String> ORDER =
            List.of("login", "postgres", "cases", "destination", "run", "check", "report", "suite");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static List<String> packages() {
        return ORDER;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyPackagesThatComeBeforeIt(String name) {
        String[] allowed = ORDER.subList(0, ORDER.indexOf(name) + 1).stream()
                .map(earlier -> ROOT + "." + earlier)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage(ROOT + "..")).or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void hasNoPackageThatIsMissingFromTheOrder() {
        Set<String> packages =
                CLASSES.stream().map(javaClass -> javaClass.getPackageName()).collect(Collectors.toSet());
        Set<String> expected = ORDER.stream().map(name -> ROOT + "." + name).collect(Collectors.toSet());
        expected.add(ROOT);
        assertThat(packages).isEqualTo(expected);
    }

    @Test
    void knowsNothingOfTheSqlRuntimeAndTheGenerator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.connectorkit.runtime.sql..", "dev.connectorkit.generator..")
                .check(CLASSES);
    }

    @Test
    void leavesJUnitToTheContractAndJdbcToTheDestinations() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".destination")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void marksEveryPackageForNullChecks() {
        assertThat(CLASSES.stream().map(javaClass -> javaClass.getPackage()).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }
}
