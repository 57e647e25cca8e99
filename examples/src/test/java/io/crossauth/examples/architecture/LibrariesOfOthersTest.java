package io.crossauth.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

/** The libraries that we stand on stay behind our own types, so that we can change our minds. */
class LibrariesOfOthersTest {

  private static final String NIMBUS = "com.nimbusds..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String HTTP_CLIENT = "org.apache.hc..";

  @Test
  void nimbusIsInternal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(NIMBUS)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void jacksonIsInternal() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(JACKSON)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void onlyTheHttpTransportKnowsHttpClient() {
    noClasses()
        .that()
        // A proxy streams, which the transport does not (docs/adr/0051-the-servlet-filter.md).
        .resideOutsideOfPackages(
            "io.crossauth.http", "io.crossauth.internal.http", "io.crossauth.servlet.internal")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HTTP_CLIENT)
        .check(Codebase.LIBRARIES);
  }

  @Test
  void nobodyElseOpensConnections() {
    noClasses()
        .that()
        // The package "resource" puts tokens on requests of the program's own HTTP client.
        .resideOutsideOfPackages("io.crossauth.http", "io.crossauth.client.resource")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .orShould()
        .callConstructorWhere(target(owner(assignableTo(Socket.class))))
        .orShould()
        .callMethod(Socket.class, "connect", SocketAddress.class)
        .orShould()
        .callMethod(Socket.class, "connect", SocketAddress.class, int.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SocketFactory.class)
        .orShould()
        .callMethod(java.net.URI.class, "toURL")
        .check(Codebase.LIBRARIES);
  }

  /** It is the browser that connects there (RFC 8252). */
  @Test
  void onlyTheLoopbackListenerTakesConnections() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.crossauth.http",
            "io.crossauth.client.internal.login",
            "io.crossauth.servlet.internal")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Socket.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ServerSocket.class)
        .check(Codebase.LIBRARIES);
  }

  /** Who keeps sessions in Redis by Lettuce hands in its connection; the stores do not know it. */
  @Test
  void noMethodThatProgramsSeeShowsThem() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..internal..")
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveFullyQualifiedName("io.crossauth.redis.LettuceCalls")
        .should(nameOnlyOurTypes())
        .check(Codebase.LIBRARIES);
  }

  @Test
  void noFieldThatProgramsSeeShowsThem() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..internal..")
        .should(nameOnlyOurTypes())
        .check(Codebase.LIBRARIES);
  }

  private static <M extends JavaMember> ArchCondition<M> nameOnlyOurTypes() {
    return new ArchCondition<>("name types of the JDK and of ours alone") {
      @Override
      public void check(M member, ConditionEvents events) {
        if (visible(member)) {
          typesOf(member)
              .flatMap(type -> type.getAllInvolvedRawTypes().stream())
              .map(JavaClass::getBaseComponentType)
              .filter(type -> !isOurs(type) && !isOfServlets(member, type))
              .forEach(
                  type ->
                      events.add(
                          SimpleConditionEvent.violated(
                              member, member.getFullName() + " names " + type.getName())));
        }
      }
    };
  }

  private static boolean visible(JavaMember member) {
    return open(member.getModifiers()) && open(member.getOwner().getModifiers());
  }

  private static boolean open(java.util.Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit codeUnit = (JavaCodeUnit) member;
    Stream<JavaType> thrown =
        codeUnit.getThrowsClause().getTypes().stream().map(type -> (JavaType) type);
    return Stream.concat(
        Stream.concat(Stream.of(codeUnit.getReturnType()), codeUnit.getParameterTypes().stream()),
        thrown);
  }

  private static boolean isOfServlets(JavaMember member, JavaClass type) {
    return member.getOwner().getPackageName().startsWith("io.crossauth.servlet")
        && type.getPackageName().startsWith("jakarta.servlet");
  }

  private static boolean isOurs(JavaClass type) {
    String name = type.getPackageName();
    return type.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.")
        // What crossauth-servlet is a filter of.
        || name.startsWith("jakarta.servlet")
        || name.startsWith("io.crossauth.");
  }
}
