package io.crossauth.examples.demo;

import io.crossauth.client.ciba.CibaListener;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.client.ciba.CibaRequest;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.CibaDevices.Answer;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** A login that the user approves on a device, and the server announces (CIBA, ping). */
record CibaPingFlow() implements Flow {

  private static final int PATIENCE_SECONDS = 60;

  /** The client has one notification endpoint, whatever demos run side by side. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  /** Waits for the end of one login. */
  private record End(CompletableFuture<OAuthTokenResponse> tokens) implements CibaListener {

    @Override
    public void granted(String id, OAuthTokenResponse granted) {
      tokens.complete(granted);
    }

    @Override
    public void failed(String id, RuntimeException failure) {
      tokens.completeExceptionally(failure);
    }
  }

  @Override
  public String name() {
    return "CIBA, pinged";
  }

  @Override
  public String event() {
    return "AUTHREQID_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return CibaPollFlow.withoutDevices(scene);
  }

  @Override
  public String run(Scene scene) {
    CibaDevices devices = scene.cibaDevices().orElseThrow();
    End end = new End(new CompletableFuture<>());
    CibaPings pings =
        scene.open(scene.client(TestClients.CIBA_PING)).ciba().pings(TokenStore.inMemory(), end);
    ONE_AT_A_TIME.lock();
    try (PingListener listener = PingListener.open(pings)) {
      devices.notifyAt(TestClients.CIBA_PING, listener.uri());
      devices.answer(TestUsers.ALICE, Answer.APPROVE);
      Object unused = pings.start(CibaRequest.loginHint(TestUsers.ALICE).withScopes("email"));
      String checked = scene.check(end.tokens().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      return "pinged, " + listener.lastStatus() + "; " + checked;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("expected a ping, none came", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a ping", e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }
}
