package io.crossauth.spring.reactive;

import io.crossauth.error.CrossauthException;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.resource.Access;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Why a request does not pass, and what its client is told: nothing that came in the request.
 *
 * @param status the HTTP status
 * @param headers what else the answer has
 * @param why for the log alone
 * @param level of the log
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457 section 3</a>
 */
record WebRefusal(int status, Map<String, String> headers, String why, Level level) {

  private static final Logger LOG = System.getLogger(ResourceServerWebFilter.class.getName());

  /** When to ask again: the issuer's keys are looked for that often. */
  private static final String RETRY_AFTER = "5";

  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_LINE = 2_000;

  static WebRefusal ofPath() {
    return new WebRefusal(400, Map.of(), "the path is not in one form", Level.DEBUG);
  }

  static WebRefusal noRule(Set<String> methods) {
    return methods.isEmpty()
        ? new WebRefusal(404, Map.of(), "no rule is for the path: add one", Level.DEBUG)
        : new WebRefusal(
            405,
            Map.of(HttpHeaders.ALLOW, String.join(", ", methods)),
            "no rule is for the method",
            Level.DEBUG);
  }

  static WebRefusal of(Access.Denied denied) {
    CrossauthException rejection = denied.rejection().orElse(null);
    return new WebRefusal(
        denied.challenge().status(),
        denied.challenge().headers(),
        rejection == null ? denied.challenge().error().orElse("no token") : text(rejection),
        rejection == null ? Level.DEBUG : Level.INFO);
  }

  /** Nothing can be said about the token: its client keeps it, and comes again. */
  static WebRefusal of(CrossauthException outage) {
    return new WebRefusal(
        503, Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER), text(outage), Level.WARNING);
  }

  private static String text(CrossauthException e) {
    return e.code() + ": " + e.getMessage();
  }

  Mono<Void> send(ServerWebExchange exchange) {
    if (LOG.isLoggable(level)) {
      String line =
          "%d for %s %s: %s"
              .formatted(
                  status,
                  Printable.of(exchange.getRequest().getMethod().name(), 20),
                  Printable.of(exchange.getRequest().getPath().value(), LONGEST_PATH),
                  why);
      LOG.log(level, Printable.of(line, LONGEST_LINE));
    }
    ServerHttpResponse response = exchange.getResponse();
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Refused" : known.getReasonPhrase();
    byte[] body =
        "{\"title\":\"%s\",\"status\":%d}"
            .formatted(title, status)
            .getBytes(StandardCharsets.US_ASCII);
    response.setStatusCode(HttpStatusCode.valueOf(status));
    HttpHeaders all = response.getHeaders();
    headers.forEach(all::set);
    all.set(HttpHeaders.CACHE_CONTROL, "no-store");
    all.set("X-Content-Type-Options", "nosniff");
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    all.setContentLength(body.length);
    return exchange.getRequest().getMethod().name().equals("HEAD")
        ? response.setComplete()
        : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }
}
