package io.crossauth.client.internal.login;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.RequestedDetails;
import io.crossauth.client.internal.call.UsedUp;
import io.crossauth.client.internal.jose.Pkce;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.platform.RandomSource;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Login with a browser: authorization code with PKCE, state and nonce. PKCE or the nonce may be
 * given up by name, state never.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749 section 4.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636">RFC 7636</a>
 */
public final class AuthorizationCodeFlow {

  private static final List<String> OURS =
      List.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "client_secret");

  /** What helps when a login has failed after its callback. */
  public static final String BEGIN_AGAIN = "the callback is used up; begin the login again";

  private final ClientContext context;
  private final AuthorizationSettings settings;
  private final TokenEndpoint tokens;
  private final RedirectRegister.Client register;
  private final AnonymousAnswers anonymous;

  /** Creates the flow of a client. */
  public AuthorizationCodeFlow(
      ClientContext context, AuthorizationSettings settings, TokenEndpoint tokens) {
    this.context = context;
    this.settings = settings;
    this.tokens = tokens;
    this.register = RedirectRegister.enter(context.platform().ticker(), settings.provider());
    this.anonymous = new AnonymousAnswers(register);
    settings.redirectUri().ifPresent(register::uses);
  }

  /** Waits for no more answers. */
  public void close() {
    RedirectRegister.leave(register);
  }

  /**
   * Begins a login. Calls nobody but discovery, if the metadata is not here yet, and what a request
   * that is pushed or encrypted needs.
   *
   * @throws IllegalArgumentException if there is no redirect URI, or an option is one of the
   *     parameters that are made here, or nothing would keep a stolen code from being used
   * @throws InvalidResponseException if the server lists PKCE methods without S256, or response
   *     modes without the one of JARM that is asked for, or its address for the browser is neither
   *     https nor http of this machine, or the answer to a pushed request is not one
   * @throws ConfigurationException if the server demands a request that the settings cannot make
   * @throws OAuthErrorException if the server refuses a pushed request
   */
  public AuthorizationRequest start(LoginOptions options) {
    return begun(options, register::uses);
  }

  /**
   * Begins a login whose redirect URI is there for it alone, until {@link #passed}; else as {@link
   * #start} does.
   */
  AuthorizationRequest startPassing(LoginOptions options) {
    return begun(options, register::begins);
  }

  /** A login of {@link #startPassing} is over: nothing comes to its redirect URI any more. */
  void passed(URI redirectUri) {
    register.ended(redirectUri);
  }

  private AuthorizationRequest begun(LoginOptions asked, Consumer<URI> registered) {
    LoginOptions options = settings.profile().apply(asked);
    OpenIdConfiguration configuration = context.configuration().get();
    boolean pkce = settings.defence().pkce();
    if (pkce) {
      requireS256(configuration);
    }
    ResponseModes.check(options.responseMode(), configuration, tokens.checksIdTokens());
    PendingLogin pending = pending(configuration, options, registered);
    requireDefence(pending);
    Form form =
        Form.of("response_type", "code")
            .plus("client_id", context.clientId())
            .plus("redirect_uri", pending.redirectUri().toString());
    if (!pending.scopes().isEmpty()) {
      form = form.plus("scope", String.join(context.scopeSeparator(), pending.scopes()));
    }
    form = form.plus("state", pending.state().reveal());
    if (pending.scopes().contains("openid")) {
      form = form.plus("nonce", pending.nonce().reveal());
    }
    if (pkce) {
      form =
          form.plus("code_challenge", Pkce.challenge(pending.codeVerifier().reveal()))
              .plus("code_challenge_method", "S256");
    }
    RequestedDetails.check(options.parameters(), () -> configuration);
    form = form.plus(checked(options.parameters()));
    URI endpoint = endpoint(configuration);
    if (pending.proofKey().isEmpty()) {
      return new AuthorizationRequest(settings.encoder().encode(endpoint, form, options), pending);
    }
    // RFC 9449 section 10: the code is good for the holder of this key alone.
    Secret key = pending.proofKey().get();
    form = form.with("dpop_jkt", context.proof().by(key).thumbprint().orElseThrow());
    return new AuthorizationRequest(
        settings.encoder().provenBy(key).encode(endpoint, form, options), pending);
  }

  /**
   * Ends a login: checks the response against what was pending, and exchanges the code for tokens.
   *
   * @param response what came back, with the address it came to
   */
  public OAuthTokenResponse finish(AuthorizationResponse response, PendingLogin pending) {
    return finish(response, pending, TokenRequestOptions.none());
  }

  /** The same with what the exchange of the code is to say besides it. */
  OAuthTokenResponse finish(
      AuthorizationResponse response, PendingLogin pending, TokenRequestOptions exchange) {
    CallbackCheck.requireAddress(response.address(), pending);
    CallbackCheck.requireBrowser(response, pending);
    requireDefence(pending);
    Runnable unnamed = () -> anonymous.require(response.address(), pending.redirectUri());
    CallbackCheck check =
        new CallbackCheck(context, settings.oneTimeStore(), settings.loginLifetime(), unnamed);
    check.requireOwnLogin(pending);
    Form parameters = settings.reader().read(response, pending);
    Secret code = check.code(parameters, pending);
    TokenExpectations expectations =
        TokenExpectations.none().withCode(code).withState(pending.state().reveal());
    if (pending.scopes().contains("openid")) {
      String nonce = pending.nonce().reveal();
      expectations =
          settings.defence().nonce()
              ? expectations.withNonce(nonce)
              : expectations.withNonceIfPresent(nonce);
    }
    if (pending.maxAge().isPresent()) {
      expectations = expectations.withMaxAge(pending.maxAge().get());
    }
    if (!pending.acrValues().isEmpty()) {
      expectations = expectations.withAcrValues(pending.acrValues());
    }
    if (pending.subject().isPresent()) {
      expectations = expectations.withSubject(pending.subject().get());
    }
    TokenResponseRules rules = TokenResponseRules.none().expecting(expectations);
    if (pending.scopes().contains("openid")) {
      rules = rules.requiringIdToken();
    }
    TokenResponseRules judged = rules.granting(pending.scopes());
    Grant grant =
        settings.defence().pkce()
            ? Grant.authorizationCode(code, pending.redirectUri(), pending.codeVerifier())
            : new PlainCodeGrant(code, pending.redirectUri());
    TokenRequestOptions asked = pending.proofKey().map(exchange::withProofKey).orElse(exchange);
    return UsedUp.once(BEGIN_AGAIN, () -> tokens.exchange(grant, asked, judged));
  }

  /** The state that a response names, by which its login is found; nobody has checked it. */
  public Optional<String> stateOf(AuthorizationResponse response) {
    return settings.reader().state(response);
  }

  private PendingLogin pending(
      OpenIdConfiguration configuration, LoginOptions options, Consumer<URI> registered) {
    URI redirectUri =
        options
            .redirectUri()
            .or(settings::redirectUri)
            .orElseThrow(
                () -> new IllegalArgumentException("redirectUri: expected one, found none"));
    registered.accept(redirectUri);
    RandomSource random = context.platform().random();
    return new PendingLogin(
        Secret.of(random.text(settings.stateBytes())),
        Secret.of(random.text(settings.stateBytes())),
        Secret.of(random.text(settings.verifierBytes())),
        context.clientId(),
        configuration.issuer().orElse(""),
        redirectUri,
        context.platform().now(),
        options.scopes(),
        options.maxAge(),
        options.acrValues(),
        options.subject(),
        options.browser(),
        options.responseMode(),
        context.proof().newKey());
  }

  /** Without PKCE, the nonce must be sent, and the ID token that repeats it must be checked. */
  private void requireDefence(PendingLogin pending) {
    boolean repeated = pending.scopes().contains("openid") && tokens.checksIdTokens();
    if (!settings.defence().pkce() && settings.defence().nonce() && !repeated) {
      throw new IllegalArgumentException(
          "withoutPkce: expected the scope openid at a provider whose ID tokens are checked, found"
              + " none; nothing else keeps a stolen code from being used;"
              + " unsafeWithoutCodeInjectionDefence() gives that up");
    }
  }

  private static void requireS256(OpenIdConfiguration configuration) {
    // RFC 9700 section 2.1.1: S256; a server that lists its methods without it cannot be used.
    if (!configuration.mayUse(MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED, "S256")) {
      throw new InvalidResponseException(
          "pkce",
          "provider metadata, code_challenge_methods_supported: expected S256, found none;"
              + " withoutPkce() of a confidential client does without");
    }
  }

  private static Form checked(Form parameters) {
    for (Form.Field field : parameters.fields()) {
      if (OURS.contains(field.name())) {
        throw new IllegalArgumentException(
            "parameter "
                + field.name()
                + ": is set by the client itself, and cannot be given once more");
      }
    }
    return parameters;
  }

  private URI endpoint(OpenIdConfiguration configuration) {
    URI endpoint =
        settings
            .authorizeRedirect()
            .orElseGet(() -> configuration.require(MetadataField.AUTHORIZATION_ENDPOINT));
    return BrowserUri.checked("authorization_endpoint", endpoint);
  }
}
