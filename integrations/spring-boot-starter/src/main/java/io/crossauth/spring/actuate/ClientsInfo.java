package io.crossauth.spring.actuate;

import io.crossauth.spring.CrossauthProperties;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Which clients there are, and at which providers; nothing that opens anything. */
final class ClientsInfo implements InfoContributor {

  private final CrossauthProperties properties;

  ClientsInfo(CrossauthProperties properties) {
    this.properties = properties;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> issuers = new TreeMap<>();
    properties.client().forEach((id, client) -> issuers.put(id, String.valueOf(client.issuer())));
    builder.withDetail("crossauth", Map.of("clients", issuers));
  }
}
