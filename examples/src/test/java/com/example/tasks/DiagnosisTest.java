package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The program of docs/tasks/it-fails.md. */
class DiagnosisTest {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:8080/callback");

  @Test
  void itNamesWhatIsOddAndTheAddressToOpen() {
    try (InProcessProvider provider = InProcessProvider.start();
        ApacheHttpTransport transport = ApacheHttpTransport.builder().build()) {
      String issuer = provider.issuer().toString();

      assertThat(Diagnosis.of(issuer, TestClients.PUBLIC, CALLBACK, transport))
          .anyMatch(
              line -> line.startsWith("open in a browser: " + provider.uri(Endpoint.AUTHORIZATION)))
          .noneMatch(line -> line.startsWith("reach."));
    }
  }

  @Test
  void aProviderThatIsNotThereIsSaidSo() {
    try (ApacheHttpTransport transport = ApacheHttpTransport.builder().build()) {
      assertThat(Diagnosis.of("http://127.0.0.1:1/realms/shop", "web", CALLBACK, transport))
          .anyMatch(line -> line.startsWith("reach.connect: "))
          .anyMatch(line -> line.startsWith("transport.connect: "));
    }
  }
}
