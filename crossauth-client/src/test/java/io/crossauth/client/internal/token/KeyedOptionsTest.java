package io.crossauth.client.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.client.internal.call.ProviderCalls;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Headers;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-09: a token request of a client that uses DPoP")
class KeyedOptionsTest {

  private static final Secret OWN = Secret.of("own");
  private static final Secret NEW = Secret.of("new");

  /** Wants a key for whatever begins. */
  private static final class Wanting implements ProofOfPossession {

    @Override
    public Headers prove(String method, URI address, @Nullable Secret accessToken) {
      return Headers.none();
    }

    @Override
    public boolean wantsKey() {
      return true;
    }

    @Override
    public Optional<Secret> newKey() {
      return Optional.of(NEW);
    }
  }

  private final ScriptedTransport transport = new ScriptedTransport();
  private final ClientContext context = Contexts.publicClient(transport, FakeTime.create());
  private final TokenEndpoint tokens =
      new TokenEndpoint(
          new ProviderCalls(context.withProof(new Wanting(), context.repeats())), null);

  @Test
  void has_a_key_or_is_not_sent() {
    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.ask(Grant.clientCredentials(), TokenRequestOptions.none()))
        .withMessageContaining("expected options with a key");
    transport.close();
  }

  @Test
  void keeps_the_key_that_it_has() {
    TokenRequestOptions none = TokenRequestOptions.none();

    assertThat(tokens.keyed(none).proofKey()).contains(NEW);
    assertThat(tokens.keyed(none.withProofKey(OWN)).proofKey()).contains(OWN);
  }
}
