package io.crossauth.spring.actuate;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps the secrets of {@code crossauth.*} out of {@code /actuator/env} and {@code
 * /actuator/configprops}, also where {@code show-values} shows all others. Also by their names in
 * the environment: {@code CROSSAUTH_CLIENT_SHOP_CLIENTSECRET}.
 */
final class HiddenSecrets implements SanitizingFunction {

  @Override
  public SanitizableData apply(SanitizableData data) {
    String name = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    boolean ours = name.startsWith("crossauth");
    return ours && (name.contains("clientsecret") || name.contains("sealingkeys"))
        ? data.withValue(SanitizableData.SANITIZED_VALUE)
        : data;
  }
}
