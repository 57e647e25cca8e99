package io.crossauth.client.internal.login;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackLogin;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A command-line login whose server is a script, whose port is real, and whose time is fake. */
final class LoopbackScene {

  final FakeTime time = FakeTime.create();
  final ScriptedTransport transport = new ScriptedTransport();
  final Scheduled scheduler = new Scheduled();
  final Platform platform = time.platform().withScheduler(scheduler);
  final List<URI> opened = new CopyOnWriteArrayList<>();
  Logins logins = new Logins(transport, time);
  LoopbackListener.Binder binder = LoopbackListener.Binder.system();
  LoopbackOptions options = LoopbackOptions.defaults();

  /** Runs at once what has no delay; what has one when the test says so. */
  static final class Scheduled implements Scheduler {

    final List<Duration> delays = new CopyOnWriteArrayList<>();
    private final List<Runnable> later = new CopyOnWriteArrayList<>();

    @Override
    public void sleep(Duration delay) {
      throw new AssertionError("nobody sleeps here");
    }

    @Override
    public Task schedule(Duration delay, Runnable work) {
      if (delay.isZero()) {
        return Scheduler.system().schedule(delay, work);
      }
      delays.add(delay);
      later.add(work);
      return () -> later.remove(work);
    }

    int waiting() {
      return later.size();
    }

    void runLater() {
      later.forEach(Runnable::run);
    }
  }

  LoopbackLogin login() {
    return new LoopbackLoginFlow(logins.flow(), platform, UnaryOperator.identity(), binder);
  }

  /** Begins a login, and leaves it to the test to be the browser. */
  CompletableFuture<OAuthTokenResponse> start() {
    return start(LoginOptions.scopes("email"));
  }

  CompletableFuture<OAuthTokenResponse> start(LoginOptions asked) {
    return login().start(options, opened::add, asked);
  }

  /** The redirect URI of the newest login. */
  URI redirectUri() {
    return URI.create(parameter("redirect_uri"));
  }

  /** A parameter of the newest authorization request. */
  String parameter(String name) {
    return Wire.query(opened.get(opened.size() - 1)).get(name);
  }

  /** Where the server would send the browser: path and query. */
  String callback() {
    return "/callback?" + Form.of("code", "code-1").plus("state", parameter("state")).encode();
  }

  void tokens() {
    transport.json(200, Answers.tokens());
  }

  /** A request as browsers make them. */
  String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: " + redirectUri().getAuthority() + "\r\n\r\n";
  }

  /** The whole answer to these bytes; empty if the connection was closed without one. */
  String send(String request) {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket connect() throws IOException {
    String host = redirectUri().getHost();
    Socket socket = new Socket(InetAddress.getByName(host), redirectUri().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Whether nobody listens any more. */
  boolean closed() {
    try (Socket socket = connect()) {
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of an answer. */
  static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }
}
