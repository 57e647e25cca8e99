package io.crossauth.examples.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.HttpTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The client calls a provider in one way. */
class ProviderCallsTest {

  /**
   * Who may name the header field. {@code ProviderCalls} writes it, {@code BasicCredentials} makes
   * what it writes (RFC 7617), {@code SecretMasker} reads it back to mask it. The packages {@code
   * resource} and {@code session} call resource servers, not the provider.
   */
  /** The last one reads that of a request that comes. */
  private static final Set<String> WRITERS =
      Set.of(
          "ProviderCalls.java", "BasicCredentials.java", "SecretMasker.java", "Notification.java");

  @Test
  void nobodyElseSendsToAProvider() {
    noClasses()
        .that()
        .resideInAPackage(Codebase.CLIENT)
        .and()
        .doNotHaveFullyQualifiedName("io.crossauth.client.internal.call.ProviderCalls")
        .and()
        // The one that calls an API, which is no provider.
        .doNotHaveFullyQualifiedName("io.crossauth.client.resource.login.ApiCalls")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(HttpTransport.class)))
                .and(target(name("send")).or(target(name("exchange")))))
        .check(Codebase.LIBRARIES);
  }

  @Test
  void nobodyElseWritesAnAuthorizationHeader() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path file : Codebase.sources("crossauth-client")) {
      String path = file.toString().replace('\\', '/');
      boolean elsewhere = path.contains("/client/resource/") || path.contains("/session/");
      if (!elsewhere
          && !WRITERS.contains(file.getFileName().toString())
          && Files.readString(file).contains("\"Authorization\"")) {
        others.add(path);
      }
    }

    assertThat(others).isEmpty();
  }
}
