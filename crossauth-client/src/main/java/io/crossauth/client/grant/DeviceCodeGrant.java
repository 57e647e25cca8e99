package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A device code that the user may or may not have approved yet.
 *
 * @param deviceCode the device code
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.4">RFC 8628 section 3.4</a>
 */
record DeviceCodeGrant(Secret deviceCode) implements Grant {

  @Override
  public String type() {
    return DEVICE_CODE;
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("device_code", deviceCode);
  }
}
