package io.crossauth.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands behind the policy, it sees no secret. */
class RedactionPolicyTest {

  private static final String CANARY = "canary0123456789canary0123456789canary";
  private static final String SHORT = "s3cr3t!";

  private final LoggerContext context = new LoggerContext("test");
  private final StringWriter written = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    writeBy("%p %c [%t] %m %X %x %marker%n%ex%n");
  }

  @AfterEach
  void stop() {
    context.stop();
    ThreadContext.clearAll();
  }

  /** As a program configures it: the policy is found by its name. */
  private void writeBy(String pattern) throws IOException {
    String xml =
        """
        <Configuration status="OFF">
          <Appenders>
            <Console name="NEXT"><PatternLayout pattern="%m"/></Console>
            <Rewrite name="SAFE">
              <CrossauthRedaction/>
              <AppenderRef ref="NEXT"/>
            </Rewrite>
          </Appenders>
          <Loggers><Root level="ALL"><AppenderRef ref="SAFE"/></Root></Loggers>
        </Configuration>
        """;
    Configuration configuration =
        new XmlConfiguration(
            context,
            new ConfigurationSource(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))) {
          @Override
          public <T extends org.apache.logging.log4j.core.Appender> T getAppender(String name) {
            return super.getAppender(name);
          }

          @Override
          protected void doConfigure() {
            super.doConfigure();
            PatternLayout layout = PatternLayout.newBuilder().withPattern(pattern).build();
            WriterAppender writer =
                WriterAppender.createAppender(layout, null, written, "WRITER", false, false);
            writer.start();
            getAppenders().put("NEXT", writer);
          }
        };
    context.start(configuration);
  }

  private Logger log() {
    return context.getLogger("test");
  }

  private String text() {
    return written.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: %s",
        "client-secret=%s",
        "code: %s",
        "Authorization: Bearer %s",
        "https://u:%s@host/",
        "{\"refresh_token\":\"%s\"}",
        "-----BEGIN PRIVATE KEY-----%n%s"
      })
  @DisplayName("attack 6: in Log4j 2, messages and their parameters")
  void messages(String template) {
    String line = template.replace("%n", "\n");
    log().info(line.replace("%s", SHORT));
    log().info(line.replace("%s", "{}"), SHORT);
    log().info("{}", line.replace("%s", SHORT));

    assertThat(text()).contains("***").doesNotContain(SHORT);
  }

  @Test
  @DisplayName("attack 6: in Log4j 2, lines of their own are written by nobody")
  void lines() {
    log().info("a\nINFO b\u001b[2J");

    assertThat(text()).contains("a | INFO b\\u001b[2J");
  }

  @Test
  @DisplayName("attack 6: in Log4j 2, the context, the stack, markers and the thread")
  void surroundings() throws Exception {
    ThreadContext.put("Authorization", "a, b " + SHORT);
    ThreadContext.put("user", "alice");
    ThreadContext.push("token=" + SHORT);
    Marker marker = new MarkerManager.Log4jMarker("otp=" + SHORT);
    marker.addParents(
        new MarkerManager.Log4jMarker(CANARY), new MarkerManager.Log4jMarker("AUDIT"));
    Thread.currentThread().setName("password=" + SHORT);
    try {
      log().info(marker, "m");
    } finally {
      Thread.currentThread().setName("main");
    }

    assertThat(text())
        .contains("Authorization=***", "user=alice", "[token=***]", "otp=***", "[password=***]")
        .contains("AUDIT")
        .doesNotContain(SHORT, CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ex", "%xEx", "%rEx", "%ex{short}", "%ex{full}"})
  @DisplayName("attack 6: in Log4j 2, throwables with causes and what they suppress, by")
  void throwables(String pattern) throws IOException {
    writeBy("%m%n" + pattern + "%n");
    IllegalStateException thrown =
        new IllegalStateException(
            "password=" + SHORT, new IllegalArgumentException("token=" + SHORT));
    thrown.addSuppressed(new IOException("code: " + CANARY));

    log().error("failed", thrown);

    assertThat(text()).contains("IllegalStateException").doesNotContain(SHORT, CANARY);
    if (pattern.equals("%ex")) {
      assertThat(text())
          .contains("password=***", "java.lang.IllegalArgumentException: token=***")
          .contains("java.io.IOException: code: ***", "RedactionPolicyTest.throwables");
    }
  }

  @Test
  @DisplayName("attack 6: in Log4j 2, messages that are maps, by the names in them")
  void maps() {
    log().info(new StringMapMessage(Map.of("password", SHORT, "n", "7")));
    StructuredDataMessage data = new StructuredDataMessage("id@1", "token=" + SHORT, "audit");
    data.put("client_secret", SHORT);
    log().info(data);

    assertThat(text()).contains("password=\"***\"", "n=\"7\"").doesNotContain(SHORT);
  }

  @Test
  @DisplayName("attack 6: in Log4j 2, what holds no secret arrives as it was")
  void harmless() {
    IOException thrown = new IOException("connection reset");
    LogEvent source =
        Log4jLogEvent.newBuilder()
            .setLoggerName("test")
            .setLevel(Level.DEBUG)
            .setMessage(new SimpleMessage("QR confirmed after 3 polls"))
            .setThrown(thrown)
            .build();

    LogEvent clean = RedactionPolicy.create().rewrite(source);

    assertThat(clean.getMessage().getFormattedMessage()).isEqualTo("QR confirmed after 3 polls");
    assertThat(clean.getThrown()).isSameAs(thrown);
    assertThat(clean.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(clean.getLoggerName()).isEqualTo("test");
    assertThat(clean.getInstant()).isEqualTo(source.getInstant());
    assertThat(RedactionPolicy.create()).hasToString("CrossauthRedaction");
  }
}
