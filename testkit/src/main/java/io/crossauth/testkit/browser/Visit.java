package io.crossauth.testkit.browser;

import io.crossauth.testkit.internal.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Requests to one provider, with cookies, redirects followed as long as they stay there. */
final class Visit {

  private static final int MOST_REDIRECTS = 20;
  // The first page of a server that was just started takes its time.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final CookieJar cookies;
  private final Origin provider;

  Visit(HttpClient http, CookieJar cookies, Origin provider) {
    this.http = http;
    this.cookies = cookies;
    this.provider = provider;
  }

  Shown open(URI uri) {
    return send(new Submission("GET", uri, Map.of()));
  }

  Shown send(Submission first) {
    Submission next = first;
    for (int redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
      if (!provider.owns(next.action())) {
        return Shown.callback(Callback.redirect(next.action()));
      }
      HttpResponse<String> answer = exchange(request(next));
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
        return shown(Page.parse(answer.uri(), answer.statusCode(), answer.body()));
      }
      next = redirected(next, answer.statusCode(), answer.uri().resolve(location.get()));
    }
    throw new IllegalStateException("no end after " + MOST_REDIRECTS + " redirects");
  }

  private Shown shown(Page page) {
    return page.formPost(provider)
        .map(form -> Callback.formPost(form.action(), form.submission().fields()))
        .map(Shown::callback)
        .orElseGet(() -> Shown.page(page));
  }

  /** RFC 9110 section 15.4: 307 and 308 keep method and body, a browser turns the rest to GET. */
  private static Submission redirected(Submission sent, int status, URI location) {
    boolean same = status == 307 || status == 308;
    return same
        ? new Submission(sent.method(), location, sent.fields())
        : new Submission("GET", location, Map.of());
  }

  private HttpRequest request(Submission submission) {
    String form = Form.format(submission.fields());
    boolean post = submission.method().equals("POST");
    URI uri = post || form.isEmpty() ? submission.action() : withQuery(submission.action(), form);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/html");
    cookies.header(uri).ifPresent(header -> request.header("Cookie", header));
    if (post) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    return request.build();
  }

  /** A form sent by GET replaces the query. */
  private static URI withQuery(URI action, String query) {
    return action.resolve(URI.create(action.getRawPath() + "?" + query));
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      cookies.keep(answer.uri(), answer.headers().allValues("Set-Cookie"));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a page", e);
    }
  }
}
