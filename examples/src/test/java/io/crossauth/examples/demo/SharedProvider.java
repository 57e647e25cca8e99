package io.crossauth.examples.demo;

import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.TestProvider;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A provider that goes on when the demo is over, since others need it. */
record SharedProvider(TestProvider provider, Optional<String> callbackObstacle)
    implements TestProvider {

  @Override
  public URI issuer() {
    return provider.issuer();
  }

  @Override
  public Optional<URI> mutualTlsIssuer() {
    return provider.mutualTlsIssuer();
  }

  @Override
  public String privateJwk(String clientId) {
    return provider.privateJwk(clientId);
  }

  @Override
  public Optional<String> initialAccessToken() {
    return provider.initialAccessToken();
  }

  @Override
  public Optional<CibaDevices> cibaDevices() {
    return callbackObstacle.isPresent() ? Optional.empty() : provider.cibaDevices();
  }

  @Override
  public Map<String, Long> eventCounts() {
    return provider.eventCounts();
  }

  @Override
  public void close() {}
}
