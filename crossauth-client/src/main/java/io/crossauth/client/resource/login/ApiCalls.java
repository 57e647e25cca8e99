package io.crossauth.client.resource.login;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpPolicy;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.json.JsonReply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls to a resource, each within what is left of its request's time. */
final class ApiCalls {

  private final HttpTransport http;

  ApiCalls(HttpTransport transport) {
    // Whatever transport it is: nobody's word leads to plain http.
    this.http = HttpPolicy.httpsOnly(transport);
  }

  /** The transport of all calls. */
  HttpTransport transport() {
    return http;
  }

  /** The same for calls that end in time. */
  HttpTransport within(Patience patience) {
    return call -> http.exchange(bounded(call, patience));
  }

  /** Sends the program's request, with these header fields more. */
  HttpReply send(HttpCall call, Map<String, String> credentials, Patience patience) {
    Headers headers = Headers.none();
    for (Map.Entry<String, String> field : credentials.entrySet()) {
      headers = headers.with(field.getKey(), field.getValue());
    }
    return http.exchange(bounded(call.withHeaders(headers), patience));
  }

  /** Reads the metadata document at an address. */
  Map<String, @Nullable Object> document(URI uri, Patience patience) {
    HttpCall call = HttpCall.get(uri).withHeader("Accept", "application/json");
    return JsonReply.document("resource metadata", uri, http.exchange(bounded(call, patience)));
  }

  private static HttpCall bounded(HttpCall call, Patience patience) {
    Duration left = patience.left();
    Duration own = call.timeout().orElse(left);
    return call.withTimeout(own.compareTo(left) < 0 ? own : left);
  }
}
