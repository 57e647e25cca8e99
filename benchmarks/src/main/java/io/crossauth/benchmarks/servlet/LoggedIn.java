package io.crossauth.benchmarks.servlet;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;

/** A browser that has logged in at the application: what it sends from then on. */
final class LoggedIn {

  private LoggedIn() {}

  /** The header fields of a page's request with a live session. */
  static String headers(int port) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    String base = "http://127.0.0.1:" + port;
    HttpResponse<Void> begun =
        http.send(navigation(base + "/auth/login", "none", ""), BodyHandlers.discarding());
    URI provider = URI.create(begun.headers().firstValue("Location").orElseThrow());
    URI callback =
        Browser.create()
            .login(provider, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .uri();
    HttpResponse<Void> done =
        http.send(
            navigation(callback.toString(), "cross-site", cookies(begun)),
            BodyHandlers.discarding());
    if (done.statusCode() != 200) {
      throw new IOException("expected a session, found " + done.statusCode());
    }
    return "Cookie: " + cookies(done) + "\r\nSec-Fetch-Site: same-origin\r\n";
  }

  private static HttpRequest navigation(String address, String from, String cookies) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Accept", "text/html")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Site", from);
    return (cookies.isEmpty() ? request : request.header("Cookie", cookies)).build();
  }

  private static String cookies(HttpResponse<Void> answer) {
    List<String> set = answer.headers().allValues("Set-Cookie");
    return set.stream()
        .filter(cookie -> !cookie.contains("Max-Age=0"))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .collect(Collectors.joining("; "));
  }
}
