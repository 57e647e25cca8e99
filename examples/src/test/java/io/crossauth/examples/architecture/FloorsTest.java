package io.crossauth.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Dependencies point down, and each room keeps its own counsel. */
class FloorsTest {

  @Test
  void dependenciesPointDown() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wellknown")
        .definedBy(House.WELLKNOWN)
        .layer("tokenconsumer")
        .definedBy(House.TOKENCONSUMER)
        .layer("client")
        .definedBy(House.CLIENT)
        .optionalLayer("yandex")
        .definedBy(House.YANDEX)
        .whereLayer("yandex")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("yandex")
        .whereLayer("tokenconsumer")
        .mayOnlyBeAccessedByLayers("client", "yandex")
        .check(House.LIBRARIES);
  }

  @Test
  void theTestkitStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage(House.TESTKIT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(House.WELLKNOWN)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(House.TOKENCONSUMER, House.CLIENT, House.YANDEX)
        .check(House.ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(rooms()).should().beFreeOfCycles().check(House.LIBRARIES);
  }

  @Test
  void packagesOfTheTestkitHaveNoCycles() {
    slices().matching("io.crossauth.testkit.(**)").should().beFreeOfCycles().check(House.ALL);
  }

  @Test
  void internalPackagesAreForTheirModuleAlone() {
    for (String module : new String[] {"tokenconsumer", "client", "yandex", "testkit"}) {
      classes()
          .that()
          .resideInAPackage("io.crossauth." + module + "..internal..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("io.crossauth." + module + "..")
          .allowEmptyShould(true)
          .check(House.ALL);
    }
  }

  @Test
  void theInternalPackagesOfTheGroundAreForTheFloorsAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(House.TESTKIT, "io.crossauth.examples..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.crossauth.internal..")
        .check(House.ALL);
  }

  /** Each package is a room. */
  private static SliceAssignment rooms() {
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
