package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.HttpTransport;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Optional;

/** Any server, with the one client that the caller has there. */
final class ServerScene implements Scene {

  private final ServerOptions options;
  private final Wire wire;
  private final Optional<Person> person;
  private final OpenIdConfiguration metadata;
  private final Optional<OAuthTokenConsumer> api;
  private final OpenClients clients = new OpenClients();
  private volatile Optional<Login> kept = Optional.empty();

  /** {@code person} is whoever sits at the terminal, if anybody does. */
  ServerScene(ServerOptions options, Wire wire, Optional<Person> person) {
    this.options = options;
    this.wire = wire;
    this.person = person;
    this.metadata =
        clients
            .keep(
                OAuthClient.builder(options.issuer())
                    .clientId(options.clientId())
                    .transport(wire)
                    .build())
            .loadConfig();
    this.api = options.audience().map(this::api);
  }

  private OAuthTokenConsumer api(String audience) {
    return OAuthTokenConsumer.builder(options.issuer())
        .audience(audience)
        .configuration(metadata)
        .transport(wire)
        .build();
  }

  @Override
  public OpenIdConfiguration metadata() {
    return metadata;
  }

  @Override
  public OAuthClientBuilder client(String testClientId) {
    OAuthClientBuilder client =
        OAuthClient.builder(metadata).clientId(options.clientId()).transport(wire);
    options.clientSecret().ifPresent(client::clientSecret);
    return client;
  }

  @Override
  public HttpTransport transport() {
    return wire;
  }

  @Override
  public OAuthClient open(OAuthClientBuilder builder) {
    return clients.keep(builder.build());
  }

  @Override
  public boolean hasSecret() {
    return options.clientSecret().isPresent();
  }

  @Override
  public Optional<Person> person() {
    return person;
  }

  @Override
  public Optional<Account> account() {
    return options.account();
  }

  @Override
  public Optional<String> lackOfLogin() {
    return kept.isPresent()
        ? Optional.empty()
        : Optional.of("no earlier row has logged a user in and got a refresh token");
  }

  @Override
  public Login login(String... scopes) {
    return kept.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
  }

  @Override
  public void keep(Login login) {
    if (login.tokens().refreshToken().isPresent()) {
      kept = Optional.of(login);
    }
  }

  @Override
  public String check(OAuthTokenResponse tokens) {
    return api.map(consumer -> new TokenCheck(() -> consumer).check(tokens))
        .orElseGet(() -> TokenCheck.idToken(tokens.idToken()) + "access token not checked");
  }

  @Override
  public void close() {
    clients.close();
    api.ifPresent(OAuthTokenConsumer::close);
  }
}
