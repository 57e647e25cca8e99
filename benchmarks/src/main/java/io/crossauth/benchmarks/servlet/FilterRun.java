package io.crossauth.benchmarks.servlet;

import io.crossauth.benchmarks.servlet.Gauge.Cost;
import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.api.ResourceServerFilter;
import io.crossauth.testkit.TestClients;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The filters on Tomcat, of an API and of an application that people log in to, by requests over
 * loopback. A gauge outside of everything measures time and bytes on the server's thread, around
 * what is asked for: the bare servlet, or the filter with the servlet behind it. They take turns,
 * so that a busy machine is as busy for all.
 */
final class FilterRun {

  private static final String AUDIENCE = "orders-api";
  private static final int TURN = 50;

  private final Map<String, String> lanes = new LinkedHashMap<>();
  private final int rounds;

  private FilterRun(int rounds) {
    this.rounds = rounds;
  }

  /**
   * Runs and prints.
   *
   * @param args how many rounds; 200 if there is none
   */
  public static void main(String[] args) throws Exception {
    new FilterRun(args.length > 0 ? Integer.parseInt(args[0]) : 200).run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (InProcessProvider provider = InProcessProvider.start();
        OAuthTokenConsumer checking = consumer(provider).build();
        OAuthTokenConsumer remembering = consumer(provider).verifiedTokenCache(1_000).build();
        Application application = Application.create()) {
      application.with("/checked/*", filter(checking, "/checked"));
      application.with("/remembered/*", filter(remembering, "/remembered"));
      OAuthClient client = client(provider);
      application.withLogin(login(client, application.port()));
      application.start();
      lanes.put("bare servlet", "/bare/orders/5");
      lanes.put("servlet reads the header", Application.READING);
      lanes.put("filter, open path", "/checked/open");
      lanes.put("filter, token remembered", "/remembered/orders/5");
      lanes.put("filter, token checked", "/checked/orders/5");
      lanes.put("login filter, live session", "/account/orders/5");
      String session = LoggedIn.headers(application.port());
      try (Line line = new Line(application.port(), token(provider).compact(), session)) {
        print(measure(line, application.gauge()));
      }
      client.close();
    }
  }

  private static OAuthTokenConsumerBuilder consumer(InProcessProvider provider) {
    return OAuthTokenConsumer.builder(provider.issuer().toString()).audience(AUDIENCE);
  }

  private static OAuthClient client(InProcessProvider provider) {
    return OAuthClient.builder(provider.issuer().toString())
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

  private Map<String, Cost> measure(Line line, Gauge gauge) throws Exception {
    List<String> order = new ArrayList<>(lanes.keySet());
    Map<String, List<Cost>> seen = new LinkedHashMap<>();
    Random chance = new Random(rounds);
    for (int round = -rounds; round < rounds; round++) {
      Collections.shuffle(order, chance);
      for (String lane : order) {
        String path = lanes.getOrDefault(lane, "");
        List<Cost> all =
            round < 0 ? new ArrayList<>() : seen.computeIfAbsent(lane, x -> new ArrayList<>());
        for (int i = 0; i < TURN; i++) {
          line.get(path);
          all.add(gauge.last());
        }
      }
    }
    Map<String, Cost> medians = new LinkedHashMap<>();
    lanes
        .keySet()
        .forEach(lane -> medians.put(lane, Cost.median(seen.getOrDefault(lane, List.of()))));
    return medians;
  }

  private static void print(Map<String, Cost> costs) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Cost bare = costs.values().iterator().next();
    out.printf(
        Locale.ROOT,
        "%-28s %10s %10s %12s %12s%n",
        "",
        "p50, us",
        "bytes",
        "more, us",
        "more, bytes");
    costs.forEach(
        (lane, cost) ->
            out.printf(
                Locale.ROOT,
                "%-28s %10.1f %10.0f %12.1f %12.0f%n",
                lane,
                cost.nanos() / 1e3,
                cost.bytes(),
                (cost.nanos() - bare.nanos()) / 1e3,
                cost.bytes() - bare.bytes()));
  }
}
