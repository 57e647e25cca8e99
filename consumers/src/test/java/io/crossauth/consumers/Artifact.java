package io.crossauth.consumers;

import java.util.List;

/** An artifact of ours: where it is built, and the part of a program that uses it. */
enum Artifact {
  WELLKNOWN("crossauth-wellknown", "crossauth-wellknown", "Wellknown"),
  TOKENCONSUMER("crossauth-tokenconsumer", "crossauth-tokenconsumer", "TokenConsumer"),
  CLIENT("crossauth-client", "crossauth-client", "Client"),
  YANDEX("crossauth-yandex", "crossauth-yandex", "Yandex"),
  JDBC("integrations/jdbc", "crossauth-jdbc", "Jdbc", "com.h2database:h2:2.4.240"),
  REDIS("integrations/redis", "crossauth-redis", "Redis", "org.signal:embedded-redis:0.9.1"),
  HTTPCLIENT5("integrations/httpclient5", "crossauth-httpclient5", "HttpClient5"),
  SERVLET(
      "integrations/servlet",
      "crossauth-servlet",
      "Servlet",
      "org.apache.tomcat.embed:tomcat-embed-core:11.0.27"),
  MICROMETER("integrations/micrometer", "crossauth-micrometer", "Micrometer"),
  LOGBACK("integrations/logback", "crossauth-logback", "Logback"),
  LOG4J2("integrations/log4j2", "crossauth-log4j2", "Log4j2"),
  JUL("integrations/jul", "crossauth-jul", "Jul"),
  STARTER("integrations/spring-boot-starter", "crossauth-spring-boot-starter", "Spring"),
  TESTKIT("testkit", "crossauth-testkit", "TestKit");

  private final String folder;
  private final String id;
  private final String part;
  private final List<String> others;

  Artifact(String folder, String id, String part, String... others) {
    this.folder = folder;
    this.id = id;
    this.part = part;
    this.others = List.of(others);
  }

  /** Its module, below the root of the project. */
  String folder() {
    return folder;
  }

  String id() {
    return id;
  }

  String part() {
    return part;
  }

  /** Whether it brings all that it needs: the starter is for programs that have Spring Boot. */
  boolean standsAlone() {
    return this != STARTER;
  }

  /** What a program names to have it, and what it needs of others to use it. */
  List<String> coordinates() {
    return others.isEmpty()
        ? List.of("io.crossauth:" + id)
        : List.of("io.crossauth:" + id, others.get(0));
  }
}
