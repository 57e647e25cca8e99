package io.crossauth.benchmarks.servlet;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/**
 * The filters on Tomcat, of an API and of an application that people log in to, by requests over
 * loopback. A gauge outside of everything measures time and bytes on the server's thread, around
 * what is asked for: the bare servlet, or the filter with the servlet behind it. They take turns,
 * so that a busy machine is as busy for all.
 */
final class FilterRun {

  private static final String AUDIENCE = "orders-api";

  private FilterRun() {}

  /**
   * Runs, prints and writes the results.
   *
   * @param args how many rounds; and a folder for the results, if they are wanted
   */
  public static void main(String[] args) throws Exception {
    // Tomcat tells of each thread that outlives it.
    LogManager.getLogManager().reset();
    Results results = measure(Integer.parseInt(args[0]));
    if (args.length > 1) {
      results.write(Path.of(args[1], "filter.tsv"));
    }
    print(results, new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.exit(0);
  }

  static Results measure(int rounds) throws Exception {
    try (InProcessProvider provider = InProcessProvider.start();
        OAuthTokenConsumer checking = consumer(provider).build();
        OAuthTokenConsumer remembering = consumer(provider).verifiedTokenCache(1_000).build();
        OAuthClient client = client(provider);
        SpringChain spring = new SpringChain(issuer(provider), AUDIENCE, jwks(provider));
        Application application = Application.create()) {
      application.with("/checked/*", filter(checking, "/checked"));
      application.with("/remembered/*", filter(remembering, "/remembered"));
      application.below(List.of("/auth", "/account"), login(client, application.port()));
      application.below(List.of(SpringChain.PREFIX), spring.filter());
      application.start();
      String session = LoggedIn.headers(application.port());
      try (Line line = new Line(application.port(), token(provider).compact(), session)) {
        return lanes().run(line, application.gauge(), rounds);
      }
    }
  }

  private static Lanes lanes() {
    return new Lanes()
        .with(Lanes.BARE, "/bare/orders/5")
        .with("servlet reads the header", Application.READING)
        .with("filter, open path", "/checked/open")
        .with("filter, token remembered", "/remembered/orders/5")
        .with("filter, token checked", "/checked/orders/5")
        .with("Spring's chain, token checked", SpringChain.PREFIX + "/orders/5")
        .with("login filter, live session", "/account/orders/5");
  }

  private static String issuer(InProcessProvider provider) {
    return provider.issuer().toString();
  }

  private static String jwks(InProcessProvider provider) {
    return TestKeys.jwks(provider.signingKey("RS256"));
  }

  private static OAuthTokenConsumerBuilder consumer(InProcessProvider provider) {
    return OAuthTokenConsumer.builder(issuer(provider)).audience(AUDIENCE);
  }

  private static OAuthClient client(InProcessProvider provider) {
    return OAuthClient.builder(issuer(provider))
        .clientId(TestClients.CONFIDENTIAL)
        .clientSecret(Secret.of(TestClients.SECRET))
        .build();
  }

  private static LoginFilter login(OAuthClient client, int port) {
    URI home = URI.create("http://127.0.0.1:" + port);
    return LoginFilter.builder(client, home, SealingKey.ephemeral())
        .endpointsBelow("/auth")
        .protect("/account/*")
        .build();
  }

  private static TokenDraft token(InProcessProvider provider) {
    return provider
        .mint()
        .withAudience(AUDIENCE)
        .accessToken()
        .claim("exp", 4_000_000_000L)
        .claim("scope", "orders:read orders:write");
  }

  private static ResourceServerFilter filter(OAuthTokenConsumer consumer, String prefix) {
    ResourceServerFilter.Builder builder =
        ResourceServerFilter.builder(OAuthResourceServer.builder(consumer).build())
            .open("GET", prefix + "/open")
            .require("GET", prefix + "/orders/*", AccessRequirement.scopes("orders:read"));
    for (int i = 0; i < 50; i++) {
      builder.require("POST", prefix + "/more/" + i, AccessRequirement.none());
    }
    return builder.build();
  }

  private static void print(Results results, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-32s %10s %8s %10s %12s%n",
        "",
        "p50, us",
        "bytes",
        "more, us",
        "more, bytes");
    for (String lane : results.below("filter")) {
      out.printf(
          Locale.ROOT,
          "%-32s %10.1f %8.0f %10.1f %12.0f%n",
          lane,
          results.number("filter", lane, "micros").orElse(Double.NaN),
          results.number("filter", lane, "bytes").orElse(Double.NaN),
          results.number("filter", lane, "more micros").orElse(Double.NaN),
          results.number("filter", lane, "more bytes").orElse(Double.NaN));
    }
    out.println();
  }
}
