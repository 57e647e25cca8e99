package io.crossauth.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Whatever stands behind the appender, it sees no secret. */
class RedactingAppenderTest {

  private static final String CANARY = "canary0123456789canary0123456789canary";
  private static final String SHORT = "s3cr3t!";

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final RedactingAppender safe = new RedactingAppender();
  private final Logger log = context.getLogger("test");

  @BeforeEach
  void start() {
    safe.setContext(context);
    safe.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.ALL);
    root.addAppender(safe);
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void writeBy(Encoder<ILoggingEvent> encoder) {
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    safe.addAppender(appender);
  }

  private void writeByPattern() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setPattern("%level [%X] {%kvp} %msg%n");
    writeBy(encoder);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("Y-82 messages and their arguments")
  void messages() {
    writeByPattern();

    log.info("got {} for password={}", "Bearer a1b2c3d4e5", SHORT);

    assertThat(text()).contains("got Bearer *** for password=***").doesNotContain("a1b2", SHORT);
  }

  @Test
  @DisplayName("Y-82 names and values that are harmless apart")
  void piecesOfATemplate() {
    writeBy(new JsonEncoder());

    log.info("{}={}", "refresh_token", SHORT);

    assertThat(text()).contains("refresh_token=***").doesNotContain(SHORT);
  }

  @Test
  @DisplayName("Y-82 lines of somebody else's making")
  void lineBreaks() {
    writeByPattern();

    log.info("hello {}", "x\r\nERROR all is lost");

    assertThat(text()).contains("hello x | ERROR all is lost").hasLineCount(1);
  }

  @Test
  @DisplayName("Y-82 throwables with causes and what they suppress; the trace stays readable")
  void throwables() {
    writeByPattern();
    IllegalStateException thrown =
        new IllegalStateException(
            "Cookie: Session_id=" + SHORT, new IllegalArgumentException("token=" + SHORT));
    thrown.addSuppressed(new IllegalStateException(CANARY));

    log.error("failed", thrown);

    assertThat(text())
        .doesNotContain(SHORT, CANARY)
        .contains("java.lang.IllegalStateException: Cookie: ***")
        .contains("Caused by: java.lang.IllegalArgumentException: token=***")
        .contains("Suppressed: java.lang.IllegalStateException: ***")
        .contains("at io.crossauth.logback.RedactingAppenderTest.throwables");
  }

  @Test
  @DisplayName("Y-82 a throwable that is its own cause ends")
  void cycles() {
    writeByPattern();
    IllegalStateException one = new IllegalStateException("one " + CANARY);
    one.initCause(new IllegalStateException("two", one));

    log.error("failed", one);

    assertThat(text()).contains("one ***", "two").doesNotContain(CANARY);
  }

  @Test
  @DisplayName("Y-82 the context of a thread, and pairs")
  void pairs() {
    writeByPattern();
    context.getMDCAdapter().put("x_token", SHORT);
    context.getMDCAdapter().put("user", "alice");

    log.atInfo().addKeyValue("password", SHORT).addKeyValue("n", 7).log("m");

    assertThat(text())
        .contains("x_token=***", "user=alice", "password=\"***\"", "n=\"7\"")
        .doesNotContain(SHORT);
  }

  @Test
  @DisplayName("Y-82 a value whose name is secret, as a whole")
  void wholeValues() {
    writeByPattern();
    context.getMDCAdapter().put("Authorization", SHORT);
    context.getMDCAdapter().put("clientSecret", "a, b; c&d] " + SHORT);

    log.atInfo().addKeyValue("refreshToken", "two words " + SHORT).addKeyValue("o-t-p", 7).log("m");

    assertThat(text())
        .contains("Authorization=***", "clientSecret=***]")
        .contains("refreshToken=\"***\" o-t-p=\"***\"")
        .doesNotContain(SHORT);
  }

  @Test
  @DisplayName("Y-82 markers and what they refer to")
  void markers() {
    ListAppender<ILoggingEvent> list = new ListAppender<>();
    list.start();
    safe.addAppender(list);
    Marker marker = MarkerFactory.getDetachedMarker("token=" + SHORT);
    marker.add(MarkerFactory.getDetachedMarker(CANARY));
    marker.add(MarkerFactory.getDetachedMarker("AUDIT"));

    log.info(marker, "m");

    Marker clean = list.list.get(0).getMarkerList().get(0);
    assertThat(clean.getName()).isEqualTo("token=***");
    assertThat(clean.contains("AUDIT")).isTrue();
    assertThat(clean.contains("***")).isTrue();
    assertThat(clean.toString()).doesNotContain(SHORT, CANARY);
  }

  @Test
  @DisplayName("Y-82 encoders of JSON see as little as patterns")
  void json() {
    writeBy(new JsonEncoder());
    context.getMDCAdapter().put("csrf_token", SHORT);

    log.atWarn()
        .addKeyValue("otp", SHORT)
        .setCause(new IllegalStateException("password=" + SHORT))
        .log("OAuth {}", CANARY);

    assertThat(text()).contains("OAuth ***").doesNotContain(SHORT, CANARY);
  }

  @Test
  @DisplayName("Y-82 what holds no secret arrives as it was")
  void harmless() {
    ListAppender<ILoggingEvent> list = new ListAppender<>();
    list.start();
    safe.addAppender(list);

    log.debug("QR confirmed after {} polls", 3);

    assertThat(list.list).hasSize(1);
    assertThat(list.list.get(0).getFormattedMessage()).isEqualTo("QR confirmed after 3 polls");
    assertThat(list.list.get(0).getLevel()).isEqualTo(Level.DEBUG);
    assertThat(list.list.get(0).getLoggerName()).isEqualTo("test");
    assertThat(list.list.get(0).getThrowableProxy()).isNull();
    assertThat(list.list.get(0)).hasToString("[DEBUG] QR confirmed after 3 polls");
  }

  @Test
  @DisplayName("Y-82 it is set up as every appender is")
  void configuration() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    context.reset();
    configurator.setContext(context);
    configurator.doConfigure(
        new ByteArrayInputStream(
            """
            <configuration>
              <appender name="LIST" class="ch.qos.logback.core.read.ListAppender"/>
              <appender name="SAFE" class="io.crossauth.logback.RedactingAppender">
                <appender-ref ref="LIST"/>
              </appender>
              <root level="INFO"><appender-ref ref="SAFE"/></root>
            </configuration>
            """
                .getBytes(StandardCharsets.UTF_8)));

    context.getLogger("test").info("token={}", SHORT);

    RedactingAppender appender =
        (RedactingAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("SAFE");
    ListAppender<ILoggingEvent> list = (ListAppender<ILoggingEvent>) appender.getAppender("LIST");
    assertThat(list.list.get(0).getFormattedMessage()).isEqualTo("token=***");
    assertThat(appender.isAttached(list)).isTrue();
    assertThat(appender.iteratorForAppenders()).toIterable().hasSize(1);
    assertThat(appender.detachAppender("LIST")).isTrue();
    assertThat(appender.detachAppender(list)).isFalse();
    appender.detachAndStopAllAppenders();
  }
}
