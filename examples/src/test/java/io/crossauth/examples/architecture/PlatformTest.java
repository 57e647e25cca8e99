package io.crossauth.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Date, duration, waiting and chance come from the {@code Platform} alone. */
class PlatformTest {

  private static final String PLATFORM = "io.crossauth.platform";

  private static final Set<String> SOURCES_OF_TIME =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.util.Date.<init>()");

  private static final Set<String> WAITS =
      Set.of(
          "java.lang.Thread.sleep",
          "java.lang.Object.wait",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "java.util.concurrent.locks.LockSupport.parkUntil");

  private static final Set<String> SOURCES_OF_CHANCE =
      Set.of(
          "java.security.SecureRandom.<init>",
          "java.security.SecureRandom.getInstanceStrong",
          "java.util.Random.<init>",
          "java.util.UUID.randomUUID",
          "java.lang.Math.random",
          "java.util.concurrent.ThreadLocalRandom.current");

  @Test
  void nobodyAsksTheMachineForTheTime() {
    nobodyCalls(SOURCES_OF_TIME);
  }

  @Test
  void nobodyWaitsOnTheirOwn() {
    nobodyCalls(WAITS);
  }

  @Test
  void nobodyDrawsRandomNumbersOnTheirOwn() {
    nobodyCalls(SOURCES_OF_CHANCE);
  }

  @Test
  void nobodyRunsWorkOnTheCommonPool() {
    noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("supplyAsync|runAsync|thenApplyAsync|thenRunAsync|commonPool")))
        .check(Codebase.LIBRARIES);
  }

  private static void nobodyCalls(Set<String> methods) {
    noClasses()
        .that()
        .resideOutsideOfPackage(PLATFORM)
        .should()
        .callCodeUnitWhere(targetIn(methods))
        .check(Codebase.LIBRARIES);
  }

  private static DescribedPredicate<JavaCall<?>> targetIn(Set<String> methods) {
    return DescribedPredicate.describe(
        "the target is one of " + methods,
        call -> {
          String name = call.getTargetOwner().getName() + "." + call.getTarget().getName();
          boolean bare = call.getTarget().getRawParameterTypes().isEmpty();
          return methods.contains(name) || (bare && methods.contains(name + "()"));
        });
  }
}
