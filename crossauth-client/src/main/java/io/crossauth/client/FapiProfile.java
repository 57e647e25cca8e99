package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.internal.call.ProofOfPossession;
import io.crossauth.client.internal.fapi.Fapi2Logins;
import io.crossauth.client.internal.fapi.Fapi2Metadata;
import io.crossauth.client.internal.fapi.Fapi2Proofs;
import io.crossauth.client.internal.login.RequestSettings;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which profile a client keeps to, and what that makes of its parts. */
enum FapiProfile {
  NONE,
  SECURITY,
  MESSAGE_SIGNING;

  /** The security profile, which is a part of message signing. */
  FapiProfile withSecurity() {
    return this == NONE ? SECURITY : this;
  }

  /**
   * Refuses what the profile forbids.
   *
   * @throws IllegalArgumentException if the program has said it; the message names the section
   */
  void check(OAuthClientBuilder said) {
    if (this != NONE) {
      new Fapi2Settings(said, this == MESSAGE_SIGNING).check();
    }
  }

  ClientAuthentication authentication(ClientAuthentication said) {
    return this == NONE ? said : new Fapi2Calls(said.fapi2());
  }

  Supplier<OpenIdConfiguration> metadata(
      Supplier<OpenIdConfiguration> found, OAuthClientBuilder said) {
    return this == NONE ? found : new Fapi2Metadata(found, Fapi2Settings.needs(said, this));
  }

  /** What the client's tokens are bound by: DPoP, unless a certificate does it; null for none. */
  @Nullable Dpop dpop(OAuthClientBuilder said) {
    boolean bound = said.proofs != null || said.identity.certificate() != null;
    return this == NONE || bound ? said.proofs : Dpop.keyPerLogin();
  }

  ProofOfPossession proofs(ProofOfPossession usual, OAuthClientBuilder said) {
    return this == NONE || dpop(said) == null ? usual : new Fapi2Proofs(usual);
  }

  RequestSettings requests(RequestSettings said) {
    return switch (this) {
      case NONE -> said;
      case SECURITY -> said.withPushed();
      case MESSAGE_SIGNING -> said.withPushed().withSigned();
    };
  }

  UnaryOperator<LoginOptions> logins() {
    return this == NONE ? UnaryOperator.identity() : new Fapi2Logins(this == MESSAGE_SIGNING);
  }

  OAuthTokenConsumerBuilder idTokens(OAuthTokenConsumerBuilder rules) {
    return this == NONE ? rules : rules.fapi2();
  }
}
