package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.util.function.Supplier;

/**
 * A JWT that speaks for somebody, another for each request.
 *
 * @param assertion gives the JWT
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7523#section-2.1">RFC 7523 section 2.1</a>
 */
record JwtBearerGrant(Supplier<Secret> assertion) implements Grant {

  @Override
  public String type() {
    return JWT_BEARER;
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("assertion", assertion.get());
  }

  /** Nothing of the assertion. */
  @Override
  public String toString() {
    return "JwtBearerGrant";
  }
}
