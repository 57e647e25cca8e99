package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.net.URI;
import java.util.function.UnaryOperator;

/** A client of {@link Metadata#complete()} whose server is a script and whose time is fake. */
public final class Scene implements AutoCloseable {

  public static final TestKey KEY = TestKeys.rsa();

  public final FakeTime time = FakeTime.create();
  public final ScriptedTransport transport = new ScriptedTransport();
  public final TokenMint mint =
      TokenMint.issuedBy(Metadata.ISSUER)
          .withKey(KEY)
          .withClock(time)
          .withClientId(Contexts.CLIENT_ID);

  /** A builder of the client, ready to be built. */
  public OAuthClientBuilder builder() {
    return OAuthClient.builder(Metadata.complete())
        .clientId(Contexts.CLIENT_ID)
        .redirectUri(URI.create(Logins.REDIRECT))
        .transport(transport)
        .platform(time.platform())
        .idTokens(rules -> rules.keys(KeySet.ofJwks(TestKeys.jwks(KEY))));
  }

  /** The client. */
  public OAuthClient client() {
    return builder().build();
  }

  /** A good ID token for a login. */
  public TokenDraft idToken(PendingLogin pending) {
    return mint.idToken().claim("nonce", pending.nonce().reveal());
  }

  /** The answer with this ID token. */
  public static String tokens(TokenDraft idToken) {
    return tokens(idToken.compact());
  }

  /** The answer with this text for an ID token. */
  public static String tokens(String idToken) {
    return Answers.tokens()
        .replace("}", ",\"refresh_token\":\"rt-1\",\"id_token\":\"" + idToken + "\"}");
  }

  /** Logs in with a client; the ID token is changed before it is signed. */
  public OAuthTokenResponse login(OAuthClient client, UnaryOperator<TokenDraft> change) {
    return login(client, LoginOptions.scopes("openid"), change);
  }

  /** Logs in with a client and options; the ID token is changed before it is signed. */
  public OAuthTokenResponse login(
      OAuthClient client, LoginOptions options, UnaryOperator<TokenDraft> change) {
    AuthorizationRequest request = client.startAuthorizationCodeFlow(options);
    transport.json(200, tokens(change.apply(idToken(request.pending()))));
    return client.redirectEndpoint(response(request.pending()), request.pending());
  }

  /** A good callback at the redirect URI of its login. */
  public static AuthorizationResponse response(PendingLogin pending) {
    return response(callback(pending), pending);
  }

  /** A callback with these parameters at the redirect URI of its login. */
  public static AuthorizationResponse response(Form callback, PendingLogin pending) {
    return AuthorizationResponse.of(pending.redirectUri(), callback);
  }

  /** The parameters of a good callback. */
  public static Form callback(PendingLogin pending) {
    return Form.of("code", "code-1").plus("state", pending.state().reveal());
  }

  @Override
  public void close() {
    transport.close();
  }
}
