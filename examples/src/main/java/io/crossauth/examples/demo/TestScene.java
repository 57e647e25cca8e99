package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A provider of the testkit: it has every client, and every user's password is known. */
final class TestScene implements Scene {

  private static final Set<String> WITH_SECRET =
      Set.of(
          TestClients.CONFIDENTIAL,
          TestClients.PASSWORD,
          TestClients.DPOP,
          TestClients.CIBA_POLL,
          TestClients.CIBA_PING);

  private final TestProvider provider;
  private final Wire wire;
  private final OpenClients clients = new OpenClients();
  private final OpenIdConfiguration metadata;
  private final OAuthTokenConsumer api;
  private final OAuthTokenConsumer otherApi;
  private final AtomicBoolean wrongAudience;
  private final Person person;
  private final Optional<Certified> certified;

  TestScene(TestProvider provider, Wire wire, Breakage breakage, DevicePrompt screen) {
    this.provider = provider;
    this.wire = wire;
    this.metadata = clients.keep(begin().clientId(TestClients.API).build()).loadConfig();
    this.api = api(TestClients.AUDIENCE);
    this.otherApi = api("api://somebody-else");
    this.wrongAudience = new AtomicBoolean(breakage == Breakage.AUDIENCE);
    this.certified =
        provider.mutualTlsIssuer().map(issuer -> new Certified(issuer.toString(), wire));
    this.person = breakage.spoil(new HeadlessPerson(TestUsers.ALICE, wire, screen));
  }

  private OAuthClientBuilder begin() {
    return OAuthClient.builder(provider.issuer().toString()).transport(wire);
  }

  private OAuthTokenConsumer api(String audience) {
    return OAuthTokenConsumer.builder(provider.issuer().toString())
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
    // The metadata is here already; without it each client would fetch it for itself.
    OAuthClientBuilder client =
        OAuthClient.builder(metadata).clientId(testClientId).transport(wire);
    if (TestClients.KEY_CLIENTS.contains(testClientId)) {
      return client.clientKey(JwtSigner.ofJwk(provider.privateJwk(testClientId)));
    }
    return WITH_SECRET.contains(testClientId)
        ? client.clientSecret(Secret.of(TestClients.SECRET))
        : client;
  }

  @Override
  public String privateJwk(String testClientId) {
    return provider.privateJwk(testClientId);
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
    return true;
  }

  @Override
  public Optional<Person> person() {
    return Optional.of(person);
  }

  @Override
  public Optional<Account> account() {
    return Optional.of(
        new Account(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE))));
  }

  @Override
  public Optional<Secret> initialAccessToken() {
    return provider.initialAccessToken().map(Secret::of);
  }

  @Override
  public Optional<Certified> certified() {
    return certified;
  }

  @Override
  public Optional<CibaDevices> cibaDevices() {
    return provider.cibaDevices();
  }

  @Override
  public Optional<String> callbackObstacle() {
    return provider.callbackObstacle();
  }

  @Override
  public Optional<String> lackOfLogin() {
    return Optional.empty();
  }

  @Override
  public Login login(String... scopes) {
    OAuthClient client = open(client(TestClients.PASSWORD));
    Account account = account().orElseThrow();
    return new Login(
        client, client.passwordFlow(account.name(), account.password(), scopes).requireTokens());
  }

  @Override
  public void keep(Login login) {
    // Every flow here begins anew, so that one that fails takes no other with it.
  }

  @Override
  public String check(OAuthTokenResponse tokens) {
    return new TokenCheck(() -> wrongAudience.getAndSet(false) ? otherApi : api).check(tokens);
  }

  @Override
  public void close() {
    clients.close();
    certified.ifPresent(Certified::close);
    api.close();
    otherApi.close();
  }
}
