package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request, each given once (RFC 6749 section 3.1), but for {@code resource} and
 * {@code audience}.
 *
 * @param values names and values as sent
 */
record Parameters(Map<String, List<String>> values) {

  /** RFC 8707 section 2, RFC 8693 section 2.1. */
  private static final List<String> REPEATED = List.of("resource", "audience");

  /** Of the body, which must be a form. */
  static Parameters ofForm(RecordedRequest request) {
    if (!request.method().equals("POST")) {
      throw ProtocolError.of(405, "invalid_request", "only POST is allowed here");
    }
    String type = request.header("Content-Type").orElse("");
    if (!type.startsWith("application/x-www-form-urlencoded")) {
      throw ProtocolError.invalidRequest(
          "expected application/x-www-form-urlencoded, found " + type);
    }
    return checked(request.form());
  }

  /** Of the query, or of the body of a POST. */
  static Parameters ofQueryOrForm(RecordedRequest request) {
    return request.method().equals("POST") ? ofForm(request) : checked(request.query());
  }

  private static Parameters checked(Map<String, List<String>> values) {
    values.forEach(
        (name, given) -> {
          if (given.size() > 1 && !REPEATED.contains(name)) {
            throw ProtocolError.invalidRequest("duplicated parameter: " + name);
          }
        });
    return new Parameters(values);
  }

  /** RFC 6749 section 3.1: a parameter without a value is as good as none. */
  Optional<String> find(String name) {
    return all(name).stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /** The same of a client that is known: of another client's, nothing is taken. */
  Parameters with(String name, Client client) {
    if (find(name).filter(id -> !id.equals(client.id())).isPresent()) {
      throw ProtocolError.invalidRequest("two different clients in one request");
    }
    Map<String, List<String>> all = new LinkedHashMap<>(values);
    all.put(name, List.of(client.id()));
    return new Parameters(all);
  }

  String require(String name) {
    return find(name).orElseThrow(() -> ProtocolError.invalidRequest("missing parameter: " + name));
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
