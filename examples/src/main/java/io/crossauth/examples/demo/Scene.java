package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Optional;

/** Where the flows play: a provider, its clients, its people. */
interface Scene extends AutoCloseable {

  /** A user who may log in by name and password. */
  record Account(String name, Secret password) {}

  /** Tokens of a user, and the client that got them. */
  record Login(OAuthClient client, OAuthTokenResponse tokens) {}

  /** What the provider says about itself. */
  OpenIdConfiguration metadata();

  /**
   * Begins a client, with its proof if it has one.
   *
   * @param testClientId which of the testkit's clients it is; a server that is not of the testkit
   *     has one client, which plays them all
   */
  OAuthClientBuilder client(String testClientId);

  /**
   * The private key of one of the testkit's clients, as a JWK.
   *
   * @throws IllegalStateException where the clients have none that is known
   */
  default String privateJwk(String testClientId) {
    throw new IllegalStateException("expected a key of " + testClientId + ", found none");
  }

  /** The HTTP transport of the clients; it notes what went over the wire. */
  HttpTransport transport();

  /** Builds a client, and closes it when the scene ends. */
  OAuthClient open(OAuthClientBuilder builder);

  /** Whether the clients have a secret. */
  boolean hasSecret();

  /** Who sits before the browser, if anybody does. */
  Optional<Person> person();

  /** The user of the password flow, if one is known. */
  Optional<Account> account();

  /** Why there is no login to go on from; empty if there is one. */
  Optional<String> lackOfLogin();

  /**
   * A login to go on from.
   *
   * @param scopes what to ask for, where there is a choice
   * @throws IllegalStateException if there is none
   */
  Login login(String... scopes);

  /** Keeps a login for the flows that go on from one. */
  void keep(Login login);

  /** Why the provider cannot call a listener of this program; empty where it can. */
  default Optional<String> callbackObstacle() {
    return Optional.empty();
  }

  /** The client that has a certificate; empty where the provider takes none. */
  default Optional<Certified> certified() {
    return Optional.empty();
  }

  /** The devices on which users answer what they are asked by CIBA; empty where there are none. */
  default Optional<CibaDevices> cibaDevices() {
    return Optional.empty();
  }

  /** A token that lets clients register themselves; empty where anybody may. */
  default Optional<Secret> initialAccessToken() {
    return Optional.empty();
  }

  /**
   * Checks the tokens as their receivers would.
   *
   * @return what was checked, in a few words
   */
  String check(OAuthTokenResponse tokens);

  /** Why the server does not take a grant; empty if it may. */
  default Optional<String> refusalOf(String grantType) {
    return metadata().mayUse(MetadataField.GRANT_TYPES_SUPPORTED, grantType)
        ? Optional.empty()
        : Optional.of("the server does not list the grant " + grantType);
  }

  /** Closes the clients; the provider stays. */
  @Override
  void close();
}
