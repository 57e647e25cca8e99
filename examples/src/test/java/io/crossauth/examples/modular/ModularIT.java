package io.crossauth.examples.modular;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.examples.modular.Running.Ended;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each artifact in an application that is a module: compiled, and run on the module path of a JDK
 * that has the modules which the descriptors ask for, and no others. The provider is in this
 * process.
 */
class ModularIT {

  private final TestCertificates certificates = TestCertificates.shared();
  private final InProcessProvider provider =
      InProcessProvider.builder().tls(certificates.serverContext(CertificateKind.GOOD)).start();
  private final String issuer = provider.issuer().toString();
  private String trusted;

  @TempDir private Path folder;

  @BeforeEach
  void writeTheCertificate() throws IOException {
    trusted =
        Files.writeString(folder.resolve("authority.pem"), certificates.authorityPem()).toString();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void wellknown() throws Exception {
    try (InProcessProvider plain = InProcessProvider.start()) {
      Ended ended =
          application("wellknown", "crossauth-wellknown")
              .run(plain.issuer().toString(), issuer, trusted)
              .end();

      assertThat(ended.output())
          .contains("metadata of " + plain.issuer(), "metadata of " + issuer)
          .doesNotContain("SLF4J: Failed");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aRuntimeWithoutCurvesIsToldOf() throws Exception {
    try (InProcessProvider plain = InProcessProvider.start()) {
      ModularApplication application = application("wellknown", "crossauth-wellknown");

      Ended ended =
          application
              .run(
                  LinkedJdk.ofNoOther(application.jdkModules()),
                  plain.issuer().toString(),
                  issuer,
                  trusted)
              .end();

      // Since JDK 22 the curves are in java.base, and nothing can be missing.
      assertThat(ended.output())
          .contains(
              Runtime.version().feature() < 22
                  ? "link it with the module jdk.crypto.ec"
                  : "metadata of " + issuer);
    }
  }

  @Test
  void tokenconsumer() throws Exception {
    String good = provider.mint().accessToken().compact();
    String curve = provider.mint().withKey(provider.signingKey("ES256")).accessToken().compact();
    String strange = provider.mint().withKey(TestKeys.p256("stranger")).accessToken().compact();

    Ended ended =
        application("tokenconsumer", "crossauth-tokenconsumer")
            .run(issuer, trusted, TestClients.AUDIENCE)
            .told(good, curve, strange)
            .end();

    assertThat(ended.output().lines().filter(line -> line.startsWith("good, of "))).hasSize(2);
    assertThat(ended.output().lines().filter(line -> line.startsWith("refused: "))).hasSize(1);
    assertThat(ended.status()).isZero();
  }

  @Test
  void nativeProvidersAreLookedForAsAService() throws Exception {
    assertThat(
            ModularApplication.of("tokenconsumer", "crossauth-tokenconsumer")
                .descriptor("io.crossauth.tokenconsumer")
                .uses())
        .contains(Provider.class.getName());
  }

  @Test
  void client() throws Exception {
    Ended ended =
        application("client", "crossauth-client")
            .run(issuer, trusted, TestClients.CONFIDENTIAL, TestClients.SECRET)
            .end(this::browse);

    assertThat(ended.output()).contains("logged in: ", "refreshed: true", "own token: ***");
    assertThat(ended.status()).isZero();
  }

  @Test
  void yandex() throws Exception {
    try (FakePassport fake = FakePassport.start()) {
      List<String> arguments = new ArrayList<>(List.of(trusted));
      arguments.add(Integer.toString(fake.address().getPort()));
      arguments.addAll(fake.hosts());

      Ended ended =
          application("yandex", "crossauth-yandex")
              .run(arguments.toArray(String[]::new))
              .end(line -> fake.confirmLogins());

      assertThat(ended.output()).contains("a QR code", "logged in: " + FakeAccount.LOGIN);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void jdbc() throws Exception {
    Ended ended =
        documented(
                "jdbc",
                ModularApplication.of("jdbc", "integrations/jdbc")
                    .with(JdbcDataSource.class)
                    .compiled())
            .run(
                issuer,
                trusted,
                TestClients.CONFIDENTIAL,
                TestClients.SECRET,
                TestUsers.ALICE,
                TestUsers.password(TestUsers.ALICE))
            .end();

    assertThat(ended.output()).contains("kept: ", "read: ***", "registered: version 1");
    assertThat(ended.status()).isZero();
  }

  @Test
  void httpclient5() throws Exception {
    try (InProcessProvider plain = InProcessProvider.start()) {
      Ended ended =
          application("httpclient5", "integrations/httpclient5")
              .run(
                  plain.issuer().toString(),
                  trusted,
                  TestClients.CONFIDENTIAL,
                  TestClients.SECRET,
                  plain.uri(Endpoint.USERINFO).toString())
              .end();

      assertThat(ended.output()).contains("the API said 200");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void servlet() throws Exception {
    ModularApplication onTomcat =
        ModularApplication.of("servlet", "integrations/servlet")
            .with(Tomcat.class)
            .with(PostConstruct.class)
            .compiled();
    Ended ended =
        documented("servlet", onTomcat)
            .run(issuer, trusted, TestClients.CONFIDENTIAL, TestClients.SECRET)
            .end();

    assertThat(ended.output())
        .contains(
            "/account is 303 to /login?return=%2Faccount",
            "for scripts it is 401", "/login is 303 to " + issuer);
    assertThat(ended.status()).isZero();
  }

  @Test
  void micrometer() throws Exception {
    Ended ended =
        application("micrometer", "integrations/micrometer")
            .run(issuer, trusted, TestClients.AUDIENCE)
            .told(provider.mint().accessToken().compact())
            .end();

    assertThat(ended.output()).contains("good, of ", "meter crossauth.jwks.fetch");
    assertThat(ended.status()).isZero();
  }

  @Test
  void logback() throws Exception {
    Ended ended = application("logback", "integrations/logback").run("canary-canary-canary").end();

    assertThat(ended.output())
        .contains("INFO calling the API with Authorization: ")
        .doesNotContain("canary", "WARN", "ERROR");
    assertThat(ended.status()).isZero();
  }

  @Test
  void log4j2() throws Exception {
    Ended ended = application("log4j2", "integrations/log4j2").run("canary-canary-canary").end();

    assertThat(ended.output())
        .contains("INFO calling the API with Authorization: ", "IllegalStateException: password: ")
        .doesNotContain("canary", "WARN", "ERROR");
    assertThat(ended.status()).isZero();
  }

  @Test
  void jul() throws Exception {
    Ended ended = application("jul", "integrations/jul").run("canary-canary-canary").end();

    assertThat(ended.output())
        .contains("calling the API with Authorization: ", "IllegalStateException: password: ")
        .doesNotContain("canary", "WARN", "ERROR");
    assertThat(ended.status()).isZero();
  }

  @Test
  void testkit() throws Exception {
    ModularApplication whole =
        ModularApplication.of("testkit", "testkit").compiled().withTheWholeModulePath();
    Ended ended = documented("testkit", whole).run().end();

    assertThat(ended.output())
        .contains("came back with [code", "a token of 3 parts", "certificates made");
    assertThat(ended.status()).isZero();
  }

  private static ModularApplication application(String name, String folder) throws IOException {
    return documented(name, ModularApplication.of(name, folder).compiled());
  }

  /** What users are told to link is what the descriptors ask for. */
  private static ModularApplication documented(String name, ModularApplication application)
      throws IOException {
    String modules = "`" + String.join(",", application.jdkModules()) + "`";
    assertThat(ModularApplication.page().lines())
        .as("docs/modules.md: %s needs %s", name, modules)
        .anyMatch(line -> line.contains("`crossauth-" + name + "`") && line.contains(modules));
    return application;
  }

  /** Logs the user in where the application asks for it, and goes back to it. */
  private void browse(String line) {
    if (line.startsWith("open ")) {
      URI address = URI.create(line.substring("open ".length()));
      URI callback =
          Browser.builder()
              .trusting(certificates.clientContext())
              .build()
              .login(address, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
              .uri();
      HttpClient.newHttpClient()
          .sendAsync(HttpRequest.newBuilder(callback).build(), BodyHandlers.discarding());
    }
  }
}
