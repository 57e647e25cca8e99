package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.internal.jose.Pkce;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A command-line login")
class LoopbackLoginTest {

  private final LoopbackScene scene = new LoopbackScene();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.transport.close();
  }

  private static OAuthTokenResponse get(CompletableFuture<OAuthTokenResponse> waiting)
      throws Exception {
    return waiting.get(30, TimeUnit.SECONDS);
  }

  private static <E extends Throwable> E failure(
      Class<E> type, CompletableFuture<OAuthTokenResponse> waiting) {
    ThrowingCallable call = () -> get(waiting);
    assertThatThrownBy(call).isInstanceOf(ExecutionException.class).cause().isInstanceOf(type);
    return type.cast(waiting.handle((tokens, e) -> e).join());
  }

  @Test
  @DisplayName("N1 nobody but the opener opens the browser: once, with the authorization request")
  void the_opener_alone_opens_the_browser() throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    scene.send(scene.get(scene.callback()));
    get(waiting);

    assertThat(scene.opened).hasSize(1);
    assertThat(scene.opened.get(0).toString()).startsWith(Metadata.AUTHORIZE + "?");
  }

  @Test
  @DisplayName("N1 the printing opener shows the address and opens nothing")
  void the_printing_opener_shows_the_address() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    BrowserOpener.printing(new PrintStream(out, true, StandardCharsets.UTF_8))
        .open(URI.create("https://id.example.com/authorize?a=b"));

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .last()
        .isEqualTo("https://id.example.com/authorize?a=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.com/authorize",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https:opaque",
        "https://alice@id.example.com/authorize",
        "http://127.0.0.1.example.com/authorize",
        "vscode://open/authorize"
      })
  @DisplayName("N1 the opener gets no address but https, or http of this machine:")
  void the_opener_gets_no_other_address(String endpoint) {
    scene.logins = scene.logins.withAuthorizeRedirect(URI.create(endpoint));

    assertThatThrownBy(scene::start)
        .isInstanceOfAny(InvalidResponseException.class, IllegalArgumentException.class);
    assertThat(scene.opened).isEmpty();
    assertThat(scene.scheduler.waiting()).isZero();
  }

  @Test
  @DisplayName("N1 http of this machine may be opened, for servers under development")
  void http_of_this_machine_may_be_opened() {
    scene.logins = scene.logins.withAuthorizeRedirect(URI.create("http://localhost:8080/auth"));

    assertThat(scene.start().cancel(true)).isTrue();
    assertThat(scene.opened).hasSize(1);
  }

  @Test
  @DisplayName("N2 the redirect URI is the literal address with a port that the system chooses")
  void the_redirect_uri_is_the_literal_address() {
    List<URI> uris = new ArrayList<>();
    List<CompletableFuture<OAuthTokenResponse>> logins = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      logins.add(scene.start());
      uris.add(scene.redirectUri());
    }
    logins.forEach(login -> login.cancel(true));

    assertThat(uris).doesNotHaveDuplicates();
    assertThat(uris)
        .allSatisfy(
            uri -> {
              assertThat(uri.getHost()).isEqualTo("127.0.0.1");
              assertThat(uri.getPort()).isBetween(1024, 65535);
              assertThat(uri.getPath()).isEqualTo("/callback");
            });
  }

  @Test
  @DisplayName("N2 the port is open on the loopback address alone")
  void the_port_is_open_on_the_loopback_address_alone() {
    List<InetAddress> bound = new ArrayList<>();
    scene.binder =
        (address, port) -> {
          ServerSocket socket = LoopbackListener.Binder.system().bind(address, port);
          bound.add(socket.getInetAddress());
          return socket;
        };
    scene.start().cancel(true);

    assertThat(bound).hasSize(1).allMatch(InetAddress::isLoopbackAddress);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,[::1]", "[::1],127.0.0.1"})
  @DisplayName("N2 where the system chooses the port, a missing address family is replaced:")
  void a_missing_address_family_is_replaced(String missing, String other) throws Exception {
    scene.binder =
        (address, port) -> {
          if (address.equals(InetAddress.getByName(missing))) {
            throw new IOException("no such address family");
          }
          // Whatever this machine has.
          return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        };
    scene.options = missing.equals("[::1]") ? scene.options.withIpv6() : scene.options;
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();

    assertThat(scene.redirectUri().getHost()).isEqualTo(other);
    waiting.cancel(true);
  }

  @Test
  @DisplayName("N2 a registered port that is taken is not moved")
  void a_port_that_is_taken_is_not_moved() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      scene.options = scene.options.withPort(taken.getLocalPort());

      assertThatThrownBy(scene::start)
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("is it in use?")
          .extracting(e -> ((CrossauthException) e).code())
          .isEqualTo("transport.connect");
    }
    assertThat(scene.opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "0.0.0.0", "::1", "example.com", ""})
  @DisplayName("N2 no other host can be asked for:")
  void no_other_host(String host) {
    LoopbackOptions good = LoopbackOptions.defaults();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopbackOptions(host, 0, "/", good.patience(), "good", "bad"))
        .withMessageContaining("127.0.0.1, [::1] or localhost");
  }

  @Test
  @DisplayName("N3 the code is bound by PKCE with S256")
  void pkce() throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    scene.send(scene.get(scene.callback()));
    get(waiting);

    assertThat(scene.parameter("code_challenge_method")).isEqualTo("S256");
    assertThat(Pkce.challenge(Wire.form(scene.transport, 0).get("code_verifier")))
        .isEqualTo(scene.parameter("code_challenge"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"myapp:/callback", "javascript:/alert", "com.:/x", "com..app:/x", "a+b.c:/x"})
  @DisplayName("N5 a private-use scheme that is no domain name in reverse is refused:")
  void a_scheme_that_is_no_domain_name(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes("openid").withRedirectUri(URI.create(uri)))
        .withMessageContaining("RFC 8252");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.builder(Metadata.ISSUER).redirectUri(URI.create(uri)))
        .withMessageContaining("RFC 8252");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example/callback", "com.example.app:/callback"})
  @DisplayName("N5 claimed https, and a domain name in reverse, may be redirect URIs:")
  void a_scheme_that_is_a_domain_name(String uri) {
    LoginOptions options = LoginOptions.scopes("email").withRedirectUri(URI.create(uri));

    assertThat(Wire.query(scene.logins.flow().start(options).uri()))
        .containsEntry("redirect_uri", uri);
  }

  @Test
  @DisplayName("N6 each login has its own redirect URI, and takes no callback of another")
  void each_login_has_its_own_redirect_uri() throws Exception {
    CompletableFuture<OAuthTokenResponse> first = scene.start();
    String callbackOfFirst = scene.callback();
    URI redirectOfFirst = scene.redirectUri();
    CompletableFuture<OAuthTokenResponse> second = scene.start();

    assertThat(scene.redirectUri()).isNotEqualTo(redirectOfFirst);
    assertThat(LoopbackScene.status(scene.send(scene.get(callbackOfFirst)))).isEqualTo(400);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    first.cancel(true);
    second.cancel(true);
  }

  @Test
  @DisplayName("N6 the code of a server that names itself otherwise is not traded")
  void the_code_of_another_server_is_not_traded() {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    scene.send(scene.get(scene.callback() + "&iss=https%3A%2F%2Fevil.example"));

    assertThat(failure(InvalidResponseException.class, waiting).rule())
        .isEqualTo("issuer_mismatch");
    assertThat(scene.transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("N7 a program without a secret sends none: client id, code and verifier")
  void no_secret() throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    scene.send(scene.get(scene.callback()));
    get(waiting);

    assertThat(scene.transport.calls().get(0).headers().first("Authorization")).isEmpty();
    assertThat(Wire.form(scene.transport, 0))
        .containsOnlyKeys("grant_type", "code", "redirect_uri", "code_verifier", "client_id");
  }

  @Test
  void ends_in_tokens_and_with_its_port_closed() throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String page = scene.send(scene.get(scene.callback()));

    assertThat(get(waiting).accessToken().reveal()).isNotEmpty();
    assertThat(page).contains("You are logged in.");
    assertThat(scene.closed()).isTrue();
    assertThat(scene.scheduler.waiting()).isZero();
    assertThat(Wire.form(scene.transport, 0))
        .containsEntry("code", "code-1")
        .containsEntry("redirect_uri", scene.redirectUri().toString());
  }

  @Test
  void is_served_while_the_opener_is_still_at_it() {
    scene.tokens();
    StringBuilder page = new StringBuilder();

    OAuthTokenResponse tokens =
        scene
            .login()
            .run(
                scene.options,
                address -> {
                  scene.opened.add(address);
                  page.append(scene.send(scene.get(scene.callback())));
                },
                LoginOptions.scopes("email"));

    assertThat(tokens.accessToken().reveal()).isNotEmpty();
    assertThat(page).contains("200");
  }

  @Test
  void takes_the_program_s_own_port_path_and_words() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    scene.options = scene.options.withPort(port).withPath("/a/b").withPage("<good> & well", "bad");
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String page = scene.send(scene.get(scene.callback().replace("/callback", "/a/b")));
    get(waiting);

    assertThat(scene.redirectUri()).hasToString("http://127.0.0.1:" + port + "/a/b");
    assertThat(page).contains("&lt;good&gt; &amp; well").doesNotContain("<good>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"form_post", "fragment", "fragment.jwt", "form_post.jwt"})
  @DisplayName("refuses at the start a response mode that no port could hear:")
  void refuses_other_response_modes(String mode) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.start(LoginOptions.scopes("email").withResponseMode(mode)))
        .withMessageContaining("expected query")
        .withMessageContaining(mode);
    assertThat(scene.opened).isEmpty();
  }

  @Test
  void may_ask_for_the_query_by_name() {
    assertThat(scene.start(LoginOptions.scopes("email").withResponseMode("query")).cancel(true))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil", "callback", "/a?b", "/a#b", "/a/../b", "/..", "/./a", "/ü"})
  @DisplayName("refuses paths that a browser would not bring back:")
  void refuses_odd_paths(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopbackOptions.defaults().withPath(path));
  }

  @Test
  void waits_no_longer_than_a_login_lives() {
    LoopbackOptions options = LoopbackOptions.defaults();

    assertThat(options.patience()).isEqualTo(Duration.ofMinutes(5));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withPatience(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withPatience(Duration.ofMinutes(10).plusMillis(1)));
    assertThat(options.withPatience(Duration.ofMinutes(10)).patience()).hasMinutes(10);
  }

  @Test
  void shows_pages_that_no_browser_can_stall() {
    String long_ = "x".repeat(2001);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopbackOptions.defaults().withPage(long_, ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoopbackOptions.defaults().withPage("", long_));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b", "{a}", "^", "`", "a\\b", "[a]"})
  @DisplayName("takes a query with what browsers do not encode:")
  void takes_what_browsers_do_not_encode(String scope) throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String page = scene.send(scene.get(scene.callback() + "&scope=" + scope));

    assertThat(LoopbackScene.status(page)).isEqualTo(200);
    assertThat(get(waiting).accessToken().reveal()).isNotEmpty();
  }

  @Test
  void ends_with_the_user_s_refusal_whatever_browsers_do_not_encode() {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    scene.send(
        scene.get(
            "/callback?error=access_denied&error_description=a|b&state="
                + scene.parameter("state")));

    OAuthErrorException refusal = failure(OAuthErrorException.class, waiting);
    assertThat(refusal.error()).isEqualTo("access_denied");
    assertThat(refusal.description()).contains("a|b");
  }

  @Test
  void ends_with_the_word_of_the_server() {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String page =
        scene.send(
            scene.get(
                "/callback?"
                    + Form.of("error", "access_denied")
                        .plus("error_description", "<script>alert(1)</script>")
                        .plus("state", scene.parameter("state"))
                        .encode()));

    assertThat(failure(OAuthErrorException.class, waiting).error()).isEqualTo("access_denied");
    assertThat(page).contains("You are not logged in.").doesNotContain("alert");
    assertThat(scene.closed()).isTrue();
  }
}
