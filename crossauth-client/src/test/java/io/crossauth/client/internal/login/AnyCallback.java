package io.crossauth.client.internal.login;

import io.crossauth.client.internal.UnverifiedState;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.error.CrossauthException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.MemorySocket;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Hands anything to a login that waits for its callback. */
public final class AnyCallback {

  private static final Secret STATE = Secret.of("state-of-the-corpus");
  private static final FakeTime TIME = FakeTime.create();
  private static final Logins LOGINS = new Logins(new ScriptedTransport(), TIME);

  private AnyCallback() {}

  private static PendingLogin pending() {
    return new PendingLogin(
        STATE,
        Secret.of("nonce"),
        Secret.of("verifier"),
        Contexts.CLIENT_ID,
        Metadata.ISSUER,
        URI.create(Logins.REDIRECT),
        TIME.platform().now(),
        Set.of("email"),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A query of a callback; whether a code comes of it. */
  public static boolean query(String query) {
    try {
      AuthorizationResponse response =
          AuthorizationResponse.of("GET", Logins.REDIRECT, query, Map.of());
      CallbackCheck.requireAddress(response.address(), pending());
      Secret code =
          new CallbackCheck(LOGINS.context(), (kind, owner, id, remembered) -> true)
              .code(response.parameters(), pending());
      if (!STATE.reveal().equals(response.parameters().first("state").orElse(""))) {
        throw new IllegalStateException("a code without the state");
      }
      return !code.reveal().isBlank();
    } catch (CrossauthException e) {
      return false;
    }
  }

  /** A request to the port of a command-line login; whether it is the callback. */
  public static boolean request(byte[] bytes) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    CallbackHandler<String> handler =
        new CallbackHandler<>(
            URI.create("http://127.0.0.1:1234/callback"),
            STATE,
            response -> UnverifiedState.of(response.parameters()),
            LoopbackPage.of(LoopbackOptions.defaults()),
            response -> "done",
            outcome);
    try (MemorySocket socket = new MemorySocket(bytes);
        LoopbackConnection connection = new LoopbackConnection(socket, TIME)) {
      LoopbackAnswer answer = handler.answer(connection.read());
      connection.write(answer);
      answer.then().run();
      boolean good = answer.status() == 200;
      if (good != outcome.isDone() || socket.told().contains(STATE.reveal())) {
        throw new IllegalStateException("answered " + socket.told());
      }
      return good;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
