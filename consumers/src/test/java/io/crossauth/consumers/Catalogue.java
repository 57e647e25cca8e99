package io.crossauth.consumers;

import static io.crossauth.consumers.Artifact.CLIENT;
import static io.crossauth.consumers.Artifact.HTTPCLIENT5;
import static io.crossauth.consumers.Artifact.JDBC;
import static io.crossauth.consumers.Artifact.JUL;
import static io.crossauth.consumers.Artifact.LOG4J2;
import static io.crossauth.consumers.Artifact.LOGBACK;
import static io.crossauth.consumers.Artifact.MICROMETER;
import static io.crossauth.consumers.Artifact.REDIS;
import static io.crossauth.consumers.Artifact.SERVLET;
import static io.crossauth.consumers.Artifact.STARTER;
import static io.crossauth.consumers.Artifact.TESTKIT;
import static io.crossauth.consumers.Artifact.YANDEX;

import io.crossauth.consumers.Consumer.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** All programs that are tried. */
final class Catalogue {

  /** With the oldest version of each library that we run on: docs/dependencies.md. */
  static final String OLDEST = "oldest-of-all";

  private static final String HTTP = "org.apache.httpcomponents.client5:httpclient5:";
  private static final String CORE = "org.apache.httpcomponents.core5:httpcore5:";
  private static final String CORE_H2 = "org.apache.httpcomponents.core5:httpcore5-h2:";
  private static final String JACKSON = "com.fasterxml.jackson.core:jackson-core:";
  private static final String CAFFEINE = "com.github.ben-manes.caffeine:caffeine:";
  private static final String JOSE = "com.nimbusds:nimbus-jose-jwt:";
  private static final String SDK = "com.nimbusds:oauth2-oidc-sdk:";
  private static final String SLF4J = "org.slf4j:slf4j-api:";
  private static final String SECURITY =
      "org.springframework.boot:spring-boot-starter-oauth2-client";

  private Catalogue() {}

  static List<Consumer> all() {
    List<Consumer> all = new ArrayList<>();
    all.addAll(boots());
    all.addAll(versions());
    all.addAll(tooOld());
    all.addAll(springSecurity());
    all.addAll(logs());
    all.addAll(junits());
    all.addAll(aloneAndInPairs());
    return all;
  }

  private static List<Consumer> boots() {
    List<Consumer> boots = new ArrayList<>();
    for (String version : List.of("3.5.7", "4.0.7", "4.1.2")) {
      Outcome outcome = version.startsWith("4.1") ? Outcome.WORKS : Outcome.WARNS;
      String web = version.startsWith("3") ? "web" : "webmvc";
      Consumer boot =
          Consumer.named("boot-" + version + "-oauth2-client")
              .boot(version)
              .needs("org.springframework.boot:spring-boot-starter-" + web, SECURITY)
              .doing("Boot")
              .with(CLIENT)
              .doing("SpringSecurity", "Pool")
              .ends(outcome);
      boots.add(version.startsWith("4.1") ? boot : boot.inEachBuild());
      boots.add(
          Consumer.named("boot-" + version + "-web")
              .boot(version)
              .needs("org.springframework.boot:spring-boot-starter-" + web)
              .doing("Boot")
              .with(CLIENT, HTTPCLIENT5, JDBC, LOGBACK, MICROMETER)
              .ends(outcome));
      boots.add(
          Consumer.named("boot-" + version + "-starter")
              .boot(version)
              .needs("org.springframework.boot:spring-boot-starter-" + web)
              .with(STARTER)
              .ends(outcome));
      boots.add(
          Consumer.named("boot-" + version + "-webflux")
              .boot(version)
              .set("netty.version", version.equals("4.1.2") ? "4.2.18.Final" : "")
              .needs("org.springframework.boot:spring-boot-starter-webflux")
              .doing("Boot")
              .with(CLIENT, LOGBACK)
              .ends(outcome));
    }
    boots.add(
        Consumer.named("boot-3.5.7-as-advised")
            .boot("3.5.7")
            .set("httpclient5.version", "5.6.5")
            .set("httpcore5.version", "5.4.4")
            .needs("org.springframework.boot:spring-boot-starter-web", SECURITY)
            .doing("Boot")
            .with(CLIENT, HTTPCLIENT5)
            .doing("SpringSecurity", "Pool"));
    return boots;
  }

  private static List<Consumer> versions() {
    List<Consumer> versions = new ArrayList<>();
    versions.add(
        everything(OLDEST)
            .managing(HTTP + "5.5", CORE + "5.3.4", CORE_H2 + "5.3.4")
            .managing(JACKSON + "2.19.0", CAFFEINE + "3.1.0", JOSE + "9.37", SDK + "9.43")
            .managing("io.lettuce:lettuce-core:6.6.0.RELEASE")
            .ends(Outcome.WARNS)
            .inEachBuild());
    versions.add(everything("newest-of-all").inEachBuild());
    String[][] http = {
      {"5.5", "5.3.4"},
      {"5.5.1", "5.3.6"},
      {"5.5.2", "5.3.6"},
      {"5.6", "5.4"},
      {"5.6.4", "5.4.3"},
      {"5.6.5", "5.4.4"},
      {"5.6.5", "5.3.6"}
    };
    for (String[] pair : http) {
      versions.add(
          Consumer.named("httpclient5-" + pair[0] + "-core-" + pair[1])
              .managing(HTTP + pair[0], CORE + pair[1], CORE_H2 + pair[1])
              .with(CLIENT, HTTPCLIENT5)
              .doing("Pool")
              .ends(pair[0].compareTo("5.6.4") < 0 ? Outcome.WARNS : Outcome.WORKS));
    }
    versions.addAll(each("jackson-core", JACKSON, "2.19.0", "2.20.1", "2.21.4", "2.22.4"));
    versions.addAll(each("caffeine", CAFFEINE, "3.1.0", "3.1.8", "3.2.4", "3.3.1"));
    versions.addAll(each("nimbus-jose-jwt", JOSE, "9.37", "9.37.4", "9.48", "10.0", "10.10"));
    for (String version : List.of("6.6.0.RELEASE", "6.8.2.RELEASE", "7.7.0.RELEASE")) {
      versions.add(
          Consumer.named("lettuce-" + version)
              .managing("io.lettuce:lettuce-core:" + version)
              .with(REDIS));
    }
    versions.addAll(each("oauth2-oidc-sdk", SDK, "9.43", "9.43.6", "10.15", "11.0", "11.38.2"));
    return versions;
  }

  private static List<Consumer> each(String name, String coordinates, String... versions) {
    List<Consumer> consumers = new ArrayList<>();
    for (String version : versions) {
      consumers.add(
          Consumer.named(name + "-" + version).managing(coordinates + version).with(CLIENT));
    }
    return consumers;
  }

  private static List<Consumer> tooOld() {
    String[][] versions = {
      {"httpclient5", HTTP, "5.4.4"},
      {"httpclient5", HTTP, "5.1.3"},
      {"jackson-core", JACKSON, "2.18.2"},
      {"caffeine", CAFFEINE, "3.0.5"},
      {"caffeine", CAFFEINE, "2.9.3"},
      {"nimbus-jose-jwt", JOSE, "9.31"},
      {"oauth2-oidc-sdk", SDK, "9.35"}
    };
    List<Consumer> consumers = new ArrayList<>();
    for (String[] old : versions) {
      Consumer consumer =
          Consumer.named("too-old-" + old[0] + "-" + old[2])
              .managing(old[1] + old[2])
              .with(CLIENT)
              .ends(Outcome.REFUSES);
      consumers.add(old[2].equals("5.1.3") ? consumer.inEachBuild() : consumer);
    }
    return consumers;
  }

  private static List<Consumer> springSecurity() {
    List<Consumer> consumers = new ArrayList<>();
    for (String version : List.of("6.5.6", "7.1.2")) {
      consumers.add(
          Consumer.named("spring-security-" + version)
              .needs("org.springframework.security:spring-security-oauth2-client:" + version)
              .needs("org.springframework.security:spring-security-oauth2-jose:" + version)
              .needs("com.fasterxml.jackson.core:jackson-databind:2.22.4")
              .with(CLIENT)
              .doing("SpringSecurity"));
    }
    return consumers;
  }

  /** SLF4J 1 comes with HttpClient, and won where it was nearer or first. */
  private static List<Consumer> logs() {
    return List.of(
        Consumer.named("logs-httpclient5-first").with(HTTPCLIENT5, LOGBACK).inEachBuild(),
        Consumer.named("logs-httpclient-itself-first-with-bom")
            .managing("io.crossauth:crossauth-bom:@version@:pom:import")
            .needs(HTTP + "5.6.5")
            .with(HTTPCLIENT5, LOGBACK)
            .inEachBuild(),
        Consumer.named("logs-lost-by-managed-slf4j-1")
            .managing(SLF4J + "1.7.36")
            .needs("ch.qos.logback:logback-classic:1.5.38")
            .with(CLIENT)
            .ends(Outcome.LOSES_LOGS)
            .inEachBuild());
  }

  /** Whoever tests has a JUnit, of which the testkit must bring no other, named first or last. */
  private static List<Consumer> junits() {
    List<Consumer> consumers = new ArrayList<>();
    for (String version : List.of("5.11.4", "5.14.4", "6.1.3")) {
      String platform = version.startsWith("5") ? version.replaceFirst("^5", "1") : version;
      String[] junit = {
        "org.junit.jupiter:junit-jupiter:" + version,
        "org.junit.platform:junit-platform-launcher:" + platform
      };
      Consumer first =
          Consumer.named("junit-" + version + "-before-testkit")
              .needs(junit)
              .with(TESTKIT)
              .doing("Junit");
      Consumer last =
          Consumer.named("junit-" + version + "-after-testkit")
              .with(TESTKIT)
              .needs(junit)
              .doing("Junit");
      consumers.add(first);
      consumers.add(version.startsWith("5.14") ? last : last.inEachBuild());
    }
    return consumers;
  }

  private static List<Consumer> aloneAndInPairs() {
    List<Consumer> consumers = new ArrayList<>();
    List<Artifact> all = Arrays.stream(Artifact.values()).filter(Artifact::standsAlone).toList();
    for (Artifact one : all) {
      consumers.add(Consumer.named("alone-" + lower(one)).with(one));
      for (Artifact other : all) {
        if (one != other) {
          // Both orders: of two versions, Maven takes that of the dependency named first.
          consumers.add(Consumer.named("pair-" + lower(one) + "-" + lower(other)).with(one, other));
        }
      }
    }
    return consumers;
  }

  private static Consumer everything(String name) {
    return Consumer.named(name)
        .with(CLIENT, HTTPCLIENT5, SERVLET, JDBC, REDIS, MICROMETER, LOGBACK, LOG4J2, JUL, YANDEX)
        .doing("Pool");
  }

  private static String lower(Artifact artifact) {
    return artifact.name().toLowerCase(Locale.ROOT);
  }
}
