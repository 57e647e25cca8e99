package io.crossauth.client;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.util.Map;

/** Reads the parameters of a callback. */
final class CallbackParameters {

  private CallbackParameters() {}

  static Form parse(String query) {
    try {
      return Form.parse(query);
    } catch (IllegalArgumentException e) {
      throw new InvalidResponseException(
          "malformed_query", "authorization callback: expected an encoded query, found another");
    }
  }

  static Form of(Map<String, String[]> parameters) {
    Form form = Form.empty();
    for (Map.Entry<String, String[]> entry : parameters.entrySet()) {
      for (String value : entry.getValue()) {
        form = form.plus(entry.getKey(), value);
      }
    }
    return form;
  }
}
