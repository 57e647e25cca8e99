package io.crossauth.client.internal.login;

import io.crossauth.client.internal.StrangersForm;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.login.FrontChannelLogout;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Logs out at the provider, and reads what the provider says of a logout. */
public final class ProviderLogout implements LogoutFlow {

  private static final int STATE_BYTES = 32;

  private final ClientContext context;
  private final @Nullable OAuthTokenConsumer consumer;

  /**
   * Creates the logouts of a client.
   *
   * @param consumer verifies logout tokens; null for a provider without an issuer
   */
  public ProviderLogout(ClientContext context, @Nullable OAuthTokenConsumer consumer) {
    this.context = context;
    this.consumer = consumer;
  }

  @Override
  public LogoutFlow.LogoutRequest start() {
    return begin(null, null);
  }

  @Override
  public LogoutFlow.LogoutRequest start(Secret idToken) {
    return begin(idToken, null);
  }

  @Override
  public LogoutFlow.LogoutRequest start(URI postLogoutRedirectUri) {
    return begin(null, postLogoutRedirectUri);
  }

  @Override
  public LogoutFlow.LogoutRequest start(Secret idToken, URI postLogoutRedirectUri) {
    return begin(idToken, postLogoutRedirectUri);
  }

  private LogoutFlow.LogoutRequest begin(@Nullable Secret idToken, @Nullable URI back) {
    URI endpoint =
        BrowserUri.checked(
            "end_session_endpoint",
            context.configuration().get().require(MetadataField.END_SESSION_ENDPOINT));
    Secret state = Secret.of(context.platform().random().text(STATE_BYTES));
    Form form = Form.empty();
    if (idToken != null) {
      form = form.plus("id_token_hint", idToken);
    }
    form = form.plus("client_id", context.clientId());
    if (back != null) {
      form = form.plus("post_logout_redirect_uri", checked(back).toString()).plus("state", state);
    }
    String base = endpoint.toString();
    String join = endpoint.getRawQuery() == null ? "?" : base.endsWith("?") ? "" : "&";
    return new LogoutFlow.LogoutRequest(URI.create(base + join + form.encode()), state);
  }

  @Override
  public void finish(Form callback, Secret state) {
    List<String> states = StrangersForm.checked(callback).all("state");
    boolean same =
        states.size() == 1 && !states.get(0).isBlank() && Secret.of(states.get(0)).equals(state);
    if (!same) {
      throw new InvalidResponseException(
          "state_mismatch",
          "logout callback: expected the state of this logout, found a different value");
    }
  }

  /** {@code iss} and {@code sid}, each once. */
  @Override
  public FrontChannelLogout frontChannel(Form parameters) {
    Form checked = StrangersForm.checked(parameters);
    if (!requireConsumer().expectsIssuer(only(checked, "iss"))) {
      throw frontChannel("expected iss of our provider, found a different issuer");
    }
    return new FrontChannelLogout(Secret.of(only(checked, "sid")));
  }

  @Override
  public BackChannelLogout backChannel(Form body) {
    return logout(requireConsumer().verify(logoutToken(body), TokenType.LOGOUT));
  }

  @Override
  public BackChannelLogout backChannel(Form body, Consumer<BackChannelLogout> ending) {
    OAuthTokenConsumer verifier = requireConsumer();
    return logout(
        verifier.verifyThen(
            logoutToken(body), TokenType.LOGOUT, token -> ending.accept(logout(token))));
  }

  private static String logoutToken(Form body) {
    List<String> tokens = StrangersForm.checked(body).all("logout_token");
    if (tokens.size() != 1) {
      throw new InvalidResponseException(
          "back_channel_logout",
          "logout request, logout_token: expected it once, found it " + tokens.size() + " times");
    }
    return tokens.get(0);
  }

  private static BackChannelLogout logout(VerifiedToken token) {
    return new BackChannelLogout(
        token.issuer(), token.string("sub"), token.string("sid"), token.issuedAt().orElseThrow());
  }

  private static String only(Form parameters, String name) {
    List<String> values = parameters.all(name);
    if (values.size() != 1 || values.get(0).isBlank()) {
      throw frontChannel(
          "expected " + name + " once, found " + (values.isEmpty() ? "none" : "something else"));
    }
    return values.get(0);
  }

  private static InvalidResponseException frontChannel(String message) {
    return new InvalidResponseException("front_channel_logout", "logout request: " + message);
  }

  private static URI checked(URI uri) {
    if (!uri.isAbsolute() || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "postLogoutRedirectUri: expected an absolute address without a fragment");
    }
    return uri;
  }

  private OAuthTokenConsumer requireConsumer() {
    if (consumer == null) {
      throw new IllegalStateException("logout: expected a provider with an issuer, found none");
    }
    return consumer;
  }
}
