package io.crossauth.servlet.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server has answered; names of header fields are in lower case. */
public record Answer(int status, Map<String, List<String>> headers, String body) {

  public String header(String name) {
    return find(name).orElse("");
  }

  public Optional<String> find(String name) {
    return all(name).stream().findFirst();
  }

  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of());
  }

  /** The header field that sets a cookie whose name begins so. */
  public String cookie(String beginning) {
    return all("set-cookie").stream()
        .filter(field -> field.startsWith(beginning))
        .reduce((a, b) -> b)
        .orElse("");
  }
}
