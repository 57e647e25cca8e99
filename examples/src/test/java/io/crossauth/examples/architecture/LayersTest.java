package io.crossauth.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Dependencies point down, and packages form no cycle. */
class LayersTest {

  @Test
  void dependenciesPointDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wellknown")
        .definedBy(Codebase.WELLKNOWN)
        .layer("tokenconsumer")
        .definedBy(Codebase.TOKENCONSUMER)
        .layer("client")
        .definedBy(Codebase.CLIENT)
        .optionalLayer("yandex")
        .definedBy(Codebase.YANDEX)
        .whereLayer("yandex")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("yandex")
        .whereLayer("tokenconsumer")
        .mayOnlyBeAccessedByLayers("client", "yandex")
        .check(Codebase.LIBRARIES);
  }

  @Test
  void theTestkitStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage(Codebase.TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Codebase.WELLKNOWN)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(Codebase.TOKENCONSUMER, Codebase.CLIENT, Codebase.YANDEX)
        .check(Codebase.ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(packages()).should().beFreeOfCycles().check(Codebase.LIBRARIES);
  }

  @Test
  void packagesOfTheTestkitHaveNoCycles() {
    slices().matching("io.crossauth.testkit.(**)").should().beFreeOfCycles().check(Codebase.ALL);
  }

  @Test
  void internalPackagesAreForTheirModuleAlone() {
    for (String module : new String[] {"yandex", "testkit"}) {
      classes()
          .that()
          .resideInAPackage("io.crossauth." + module + "..internal..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("io.crossauth." + module + "..")
          .allowEmptyShould(true)
          .check(Codebase.ALL);
    }
  }

  /** The client signs and hashes by the same tables as tokens are checked by. */
  @Test
  void internalPackagesOfTheTokenConsumerAreForItAndTheSigningOfTheClient() {
    classes()
        .that()
        .resideInAPackage("io.crossauth.tokenconsumer.internal")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage("io.crossauth.tokenconsumer..", Codebase.CLIENT)
        .check(Codebase.ALL);
    classes()
        .that()
        .resideInAPackage("io.crossauth.tokenconsumer.internal.check..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAPackage("io.crossauth.tokenconsumer..")
        .check(Codebase.ALL);
  }

  /** Yandex waits and reads token responses as the client does, and nothing more of it. */
  @Test
  void internalPackagesOfTheClientAreForTheClientAndTheCallsOfYandex() {
    classes()
        .that()
        .resideInAPackage("io.crossauth.client.internal..")
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(Codebase.CLIENT, Codebase.YANDEX)
        .check(Codebase.ALL);
  }

  @Test
  void theInternalPackagesOfWellknownAreForTheLibrariesAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(Codebase.TESTKIT, "io.crossauth.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossauth.internal..")
        .check(Codebase.ALL);
  }

  /** Each package is a slice. */
  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
