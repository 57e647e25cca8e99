package io.crossauth.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No state that anybody shares without knowing, no locks around slow things, no setters. */
class StyleTest {

  private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\s*\\(");

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().should().beFinal().check(Codebase.LIBRARIES);
  }

  @Test
  void staticArraysAreSeenByTheirClassAlone() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .and()
        .haveRawType(arrays())
        .should()
        .bePrivate()
        .allowEmptyShould(true)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void staticCollectionsCannotBeChanged() throws ReflectiveOperationException {
    List<String> changeable = new ArrayList<>();
    for (JavaClass type : Codebase.LIBRARIES) {
      for (JavaField field : type.getFields()) {
        if (field.getModifiers().contains(JavaModifier.STATIC) && isChangeable(field)) {
          changeable.add(field.getFullName());
        }
      }
    }

    assertThat(changeable).isEmpty();
  }

  @Test
  void methodsAreNotSynchronized() {
    noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED).check(Codebase.LIBRARIES);
  }

  @Test
  void blocksAreNotSynchronized() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path source : Codebase.sources()) {
      if (SYNCHRONIZED.matcher(Files.readString(source)).find()) {
        found.add(source);
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void nothingHangsOnTheThread() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void thereAreNoSetters() {
    noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveNameMatching("set[A-Z].*")
        .check(Codebase.LIBRARIES);
  }

  @Test
  void librariesDoNotPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.crossauth.client.device")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(Codebase.LIBRARIES);
  }

  @Test
  void librariesDoNotEndTheProcess() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void nothingIsWrittenByJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .check(Codebase.LIBRARIES);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> arrays() {
    return com.tngtech.archunit.base.DescribedPredicate.describe("an array", JavaClass::isArray);
  }

  private static boolean isChangeable(JavaField field) throws ReflectiveOperationException {
    Class<?> type = field.getRawType().isArray() ? Object.class : field.getRawType().reflect();
    if (!Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)) {
      return false;
    }
    Field value = field.reflect();
    value.setAccessible(true);
    String implementation = String.valueOf(value.get(null).getClass().getName());
    return !implementation.startsWith("java.util.ImmutableCollections")
        && !implementation.startsWith("java.util.Collections$Unmodifiable")
        && !implementation.startsWith("java.util.Collections$Empty");
  }
}
