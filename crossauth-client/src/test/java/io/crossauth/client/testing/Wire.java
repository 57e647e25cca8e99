package io.crossauth.client.testing;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What went over the wire, in a form that tests can compare. */
public final class Wire {

  private Wire() {}

  /** The parameters of a form body in their order, decoded; each must be there once. */
  public static Map<String, String> form(ScriptedTransport transport, int index) {
    return parameters(transport.body(index));
  }

  /** The parameters of the last call's form body. */
  public static Map<String, String> lastForm(ScriptedTransport transport) {
    return form(transport, transport.calls().size() - 1);
  }

  /** The parameters of a query in their order, decoded; each must be there once. */
  public static Map<String, String> query(URI uri) {
    return parameters(uri.getRawQuery());
  }

  /** The parameters of an encoded form in their order; each must be there once. */
  public static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Form.Field field : Form.parse(encoded).fields()) {
      if (parameters.put(field.name(), field.value()) != null) {
        throw new AssertionError("twice on the wire: " + field.name());
      }
    }
    return parameters;
  }

  /** All values of a parameter of a form body. */
  public static List<String> all(ScriptedTransport transport, int index, String name) {
    return Form.parse(transport.body(index)).all(name);
  }

  /** What a Basic header says. */
  public static String basic(HttpCall call) {
    String header = call.headers().first("Authorization").orElseThrow();
    if (!header.startsWith("Basic ")) {
      throw new AssertionError("not Basic: " + header);
    }
    return new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
  }
}
