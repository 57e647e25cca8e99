package io.crossauth.yandex.internal.device;

import io.crossauth.client.grant.Grant;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A device code with Yandex's own names: a short name of the grant, and {@code code}.
 *
 * @param deviceCode the device code
 * @see <a href="https://yandex.com/dev/id/doc/en/codes/screen-code-oauth">Yandex ID, code for a
 *     device</a>
 */
public record DeviceCodeGrant(Secret deviceCode) implements Grant {

  @Override
  public String type() {
    return "device_code";
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("code", deviceCode);
  }
}
