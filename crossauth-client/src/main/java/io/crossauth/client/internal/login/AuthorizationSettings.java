package io.crossauth.client.internal.login;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.tokenconsumer.OneTimeStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How one client logs users in.
 *
 * @param redirectUri where the browser comes back to, if the client has one
 * @param authorizeRedirect what replaces the authorization endpoint in the browser's address, if
 *     the browser reaches the server elsewhere than metadata says
 * @param oneTimeStore remembers which logins have had their callback
 * @param stateBytes how many random bytes a state or nonce stands for, from 16
 * @param verifierBytes how many random bytes a PKCE verifier stands for, from 32 to 96
 * @param defence what keeps a stolen code from being used
 * @param encoder makes the browser's address
 * @param reader reads the parameters of a response
 * @param provider what tells this provider from others of the program: its issuer; empty if that is
 *     not known
 * @param loginLifetime how long a login may take, from one minute to 24 hours
 * @param profile what a profile makes of the options of a login
 */
public record AuthorizationSettings(
    Optional<URI> redirectUri,
    Optional<URI> authorizeRedirect,
    OneTimeStore oneTimeStore,
    int stateBytes,
    int verifierBytes,
    CodeInjectionDefence defence,
    AuthorizationRequestEncoder encoder,
    AuthorizationResponseReader reader,
    String provider,
    Duration loginLifetime,
    UnaryOperator<LoginOptions> profile) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /** Checks the lifetime and the lengths: RFC 7636 section 4.1 wants 43 to 128 characters. */
  public AuthorizationSettings {
    if (stateBytes < 16 || stateBytes > 128) {
      throw new IllegalArgumentException(
          "stateLength: expected 16 to 128 bytes, found " + stateBytes);
    }
    if (verifierBytes < 32 || verifierBytes > 96) {
      throw new IllegalArgumentException(
          "verifierLength: expected 32 to 96 bytes, found " + verifierBytes);
    }
    if (loginLifetime.compareTo(SHORTEST) < 0 || loginLifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "loginLifetime: expected one minute to 24 hours, found " + loginLifetime);
    }
  }

  /** Parameters in the query, responses as they come, PKCE and nonce. */
  public AuthorizationSettings(
      Optional<URI> redirectUri,
      Optional<URI> authorizeRedirect,
      OneTimeStore oneTimeStore,
      int stateBytes,
      int verifierBytes) {
    this(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        CodeInjectionDefence.both(),
        AuthorizationRequestEncoder.query(),
        AuthorizationResponseReader.plain(),
        "",
        PendingLogin.LIFETIME,
        UnaryOperator.identity());
  }

  /** The same with another way to send requests and to read responses. */
  public AuthorizationSettings with(
      AuthorizationRequestEncoder requests, AuthorizationResponseReader responses) {
    return new AuthorizationSettings(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        defence,
        requests,
        responses,
        provider,
        loginLifetime,
        profile);
  }

  /** The same with another way to send requests. */
  public AuthorizationSettings with(AuthorizationRequestEncoder requests) {
    return with(requests, reader);
  }

  /** The same with another defence against stolen codes. */
  public AuthorizationSettings with(CodeInjectionDefence other) {
    return new AuthorizationSettings(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        other,
        encoder,
        reader,
        provider,
        loginLifetime,
        profile);
  }

  /** The same with another way to read responses. */
  public AuthorizationSettings with(AuthorizationResponseReader responses) {
    return with(encoder, responses);
  }

  /** The same for a provider that is told from others by this. */
  public AuthorizationSettings withProvider(String name) {
    return new AuthorizationSettings(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        defence,
        encoder,
        reader,
        name,
        loginLifetime,
        profile);
  }

  /** The same with another time that a login may take. */
  public AuthorizationSettings withLoginLifetime(Duration lifetime) {
    return new AuthorizationSettings(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        defence,
        encoder,
        reader,
        provider,
        lifetime,
        profile);
  }

  /** The same for a client that keeps to a profile. */
  public AuthorizationSettings withProfile(UnaryOperator<LoginOptions> other) {
    return new AuthorizationSettings(
        redirectUri,
        authorizeRedirect,
        oneTimeStore,
        stateBytes,
        verifierBytes,
        defence,
        encoder,
        reader,
        provider,
        loginLifetime,
        other);
  }
}
