package io.crossauth.spring.call;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;

/** Puts a token on the requests of {@code RestClient} and {@code RestTemplate}. */
final class TokenInterceptor implements ClientHttpRequestInterceptor {

  private final CallTokens tokens;
  private final ResourceAccess gate;

  TokenInterceptor(CallTokens tokens) {
    this.tokens = tokens;
    this.gate = tokens.gate();
  }

  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    if (!gate.covers(request.getURI())
        || request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null) {
      return execution.execute(request, body);
    }
    RequestToken ours =
        tokens.finder().needsRequest() ? RequestToken.ofThread() : RequestToken.none();
    ResourceCall call =
        tokens
            .access(tokens.finder().find(ours))
            .call(request.getMethod().name(), request.getURI());
    ClientHttpResponse answer = execution.execute(with(request, call.headers()), body);
    while (wantsAnother(call, answer)) {
      answer.close();
      answer = execution.execute(with(request, call.headers()), body);
    }
    return answer;
  }

  /** An answer that cannot be read is given back at once. */
  private static boolean wantsAnother(ResourceCall call, ClientHttpResponse answer)
      throws IOException {
    try {
      return call.wantsAnother(answer.getStatusCode().value(), headers(answer.getHeaders()));
    } catch (IOException | RuntimeException e) {
      answer.close();
      throw e;
    }
  }

  /** HttpHeaders is a map in Spring 6 and none in Spring 7. */
  static Map<String, List<String>> headers(HttpHeaders headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> all.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
    return all;
  }

  /** A copy: the token does not stay on the program's own request. */
  private static HttpRequest with(HttpRequest request, Map<String, String> ours) {
    HttpHeaders all = new HttpHeaders();
    request.getHeaders().forEach((name, values) -> values.forEach(value -> all.add(name, value)));
    ours.forEach(all::set);
    return new HttpRequestWrapper(request) {
      @Override
      public HttpHeaders getHeaders() {
        return all;
      }
    };
  }

  /** Where the token may go; nothing of the token itself. */
  @Override
  public String toString() {
    return "TokenInterceptor[" + tokens + "]";
  }
}
