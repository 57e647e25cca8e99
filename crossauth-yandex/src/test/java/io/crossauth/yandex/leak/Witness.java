package io.crossauth.yandex.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.crossauth.testkit.yandex.FakeAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at every text that somebody may see, and keeps those that hold a secret. What the fake
 * gives out is known by its form; what else is secret is told.
 */
final class Witness {

  private static final Pattern SECRET =
      Pattern.compile(
          "test-(?:csrf|session|xtoken|music|refresh|quasar|glagol|device-code|user|code|captcha"
              + "|uid|track)-[0-9a-f]{32}");
  private static final Pattern TRACK = Pattern.compile("test-track-[0-9a-f]{32}");

  private final ObjectMapper usual = new ObjectMapper();
  private final ObjectMapper lenient =
      new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger texts = new AtomicInteger();

  Witness() {
    told.add(FakeAccount.PASSWORD);
    told.add(FakeAccount.CODE);
  }

  /** Says that this is secret too. */
  void tell(String secret) {
    told.add(secret);
  }

  void see(String text) {
    texts.incrementAndGet();
    find(text).ifPresent(secret -> leaks.add(secret + " in: " + text));
  }

  /** All of a failure: texts, causes, the trace, and its serialized form. */
  void see(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    see(trace.toString());
    for (Throwable t = failure; t != null; t = t.getCause()) {
      see(t + " " + t.getMessage() + " " + t.getLocalizedMessage());
    }
    see(serialized(failure));
    json(failure);
  }

  /** All of an object: its text, as JSON, and its serialized form. */
  void see(Object object) {
    see(object.toString());
    see(String.format("%s %50s %-50s", object, object, List.of(object)));
    see(serialized(object));
    json(object);
  }

  /** The same for what shows its track, as a QR code does, but nothing else. */
  void seeShowingItsTrack(Object object) {
    see(TRACK.matcher(object.toString()).replaceAll("-"));
    see(serialized(object));
    json(object);
  }

  private void json(Object object) {
    for (ObjectMapper mapper : List.of(usual, lenient)) {
      try {
        see(mapper.writeValueAsString(object));
      } catch (JsonProcessingException e) {
        // Refused: as good as stars.
        see(e.getMessage());
      }
    }
  }

  /** Empty if it is refused. */
  private static String serialized(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      return bytes.toString(StandardCharsets.ISO_8859_1);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private Optional<String> find(String text) {
    Matcher known = SECRET.matcher(text);
    return known.find()
        ? Optional.of(known.group())
        : told.stream().filter(text::contains).findFirst();
  }

  /** What has been seen that should not have been. */
  List<String> leaks() {
    return List.copyOf(leaks);
  }

  /** How many texts have been looked at. */
  int texts() {
    return texts.get();
  }
}
