package io.crossauth.examples.demo;

import io.crossauth.testkit.TestClients;
import java.util.ArrayList;
import java.util.List;

/** The rows of the demo, in their order. */
final class Flows {

  private Flows() {}

  /** What the providers of the testkit can do. */
  static List<Flow> all() {
    List<Flow> flows = new ArrayList<>();
    flows.add(new CodeFlow("code + PKCE, confidential client", TestClients.CONFIDENTIAL));
    flows.add(new CodeFlow("code + PKCE, public client", TestClients.PUBLIC));
    flows.add(new FormPostFlow());
    flows.addAll(RequestFlow.all());
    flows.add(new AuthorizationDetailsFlow());
    flows.addAll(Fapi2Flow.all());
    flows.add(new StepUpFlow());
    flows.add(new SignedResponseFlow("query.jwt"));
    flows.add(new SignedResponseFlow("form_post.jwt"));
    flows.add(ClientCredentialsFlow.secretBasic());
    flows.add(ClientCredentialsFlow.secretPost());
    TestClients.KEY_CLIENTS.forEach(id -> flows.add(new PrivateKeyJwtFlow(id)));
    flows.add(new ClientSecretJwtFlow());
    flows.add(new MutualTlsFlow());
    flows.add(new CertificateBoundFlow());
    flows.add(new PasswordFlow());
    flows.add(new PasswordTotpFlow());
    flows.add(new RefreshFlow());
    flows.add(new NarrowerRefreshFlow());
    flows.add(new UserInfoFlow());
    flows.addAll(DpopFlow.all());
    TestClients.ALGORITHM_CLIENTS.forEach(id -> flows.add(new SignedUserInfoFlow(id)));
    flows.add(new DeviceFlow());
    flows.add(new CibaPollFlow());
    flows.add(new CibaPingFlow());
    flows.add(new CibaDeniedFlow());
    flows.add(new CommandLineLoginFlow());
    flows.add(new ResourceLoginFlow());
    flows.add(new TokenSourceFlow());
    flows.addAll(TokenExchangeFlow.all());
    flows.add(new OnBehalfOfFlow());
    flows.add(new JwtGrantFlow());
    flows.add(new IntrospectionFlow());
    flows.add(new RevocationFlow());
    flows.add(new LogoutFlow());
    flows.add(new RegistrationFlow());
    flows.add(new BackChannelLogoutFlow());
    flows.addAll(SecondFactorFlow.all());
    return List.copyOf(flows);
  }

  /** What one client of any server may be able to do. */
  static List<Flow> ofAnyServer() {
    return List.of(
        new CodeFlow("code + PKCE", TestClients.CONFIDENTIAL),
        ClientCredentialsFlow.asListed(),
        new PasswordFlow(),
        new DeviceFlow(),
        new RefreshFlow(),
        new UserInfoFlow());
  }
}
