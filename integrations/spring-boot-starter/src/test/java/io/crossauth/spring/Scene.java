package io.crossauth.spring;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.InProcessProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A provider, and applications of Spring Boot that stand on the starter. */
final class Scene implements AutoCloseable {

  /** All that a login needs. */
  static final List<String> THREE =
      List.of(
          "crossauth.client.shop.issuer",
          "crossauth.client.shop.client-id",
          "crossauth.client.shop.client-secret");

  final InProcessProvider provider = InProcessProvider.start();
  private final List<AutoCloseable> closing = new ArrayList<>(List.of(provider));

  /** The three settings of a client. */
  Map<String, String> client() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(THREE.get(0), provider.issuer().toString());
    settings.put(THREE.get(1), TestClients.CONFIDENTIAL);
    settings.put(THREE.get(2), TestClients.SECRET);
    return settings;
  }

  /** Settings of a client and more, as {@code name=value}. */
  Map<String, String> clientAnd(String... settings) {
    Map<String, String> all = client();
    all.putAll(settings(settings));
    return all;
  }

  static Map<String, String> settings(String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      all.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return all;
  }

  /** Starts an application as its main method would, on a port of the machine's choice. */
  App start(Class<?> application, Map<String, String> settings) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("server.port", "0");
    // A busy machine is no outage.
    all.put("crossauth.client.shop.response-timeout", "1m");
    all.put("crossauth.client.shop.call-timeout", "1m");
    if (!settings.containsKey(THREE.get(0))) {
      all.keySet().removeIf(name -> name.startsWith("crossauth.client.shop"));
    }
    SpringApplication spring = new SpringApplication(application);
    spring.setDefaultProperties(all);
    spring.setLogStartupInfo(false);
    spring.setRegisterShutdownHook(false);
    ConfigurableApplicationContext context =
        spring.run("--spring.main.banner-mode=off", "--logging.level.root=WARN");
    closing.add(0, context);
    return new App(context);
  }

  /** An application that runs. */
  record App(ConfigurableApplicationContext context) {

    int port() {
      return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", ""));
    }

    RawBrowser browser() {
      return new RawBrowser(port());
    }
  }

  /** Alice logs in, from a page that sends her to the login; the answer to her callback. */
  Answer login(RawBrowser browser, String from) {
    return browser.visitFromElsewhere(atProvider(browser, from));
  }

  /** Alice has logged in at the provider; where her browser is sent back to. */
  String atProvider(RawBrowser browser, String from) {
    Answer begun = browser.visit(from);
    String location = begun.header("location");
    if (begun.status() != 303) {
      throw new AssertionError("expected a redirect to the login or the provider, found " + begun);
    }
    if (location.startsWith("/")) {
      return atProvider(browser, location);
    }
    Callback callback =
        Browser.create()
            .login(URI.create(location), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
    return callback.uri().getRawPath() + "?" + callback.uri().getRawQuery();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable thing : closing) {
      thing.close();
    }
  }
}
