package com.example.extending;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/** A voucher that was bought somewhere, exchanged for tokens. */
record VoucherGrant(String shop, Secret voucher) implements Grant {

  @Override
  public String type() {
    return "urn:example:grant-type:voucher";
  }

  @Override
  public Form parameters() {
    return Form.of("shop", shop).plus("voucher", voucher);
  }

  @Override
  public void check(OAuthTokenResponse response) {
    if (!response.raw("shop").equals(java.util.Optional.of(shop))) {
      throw new InvalidResponseException(
          "shop", "voucher: expected the shop's own, found a different one");
    }
  }
}
