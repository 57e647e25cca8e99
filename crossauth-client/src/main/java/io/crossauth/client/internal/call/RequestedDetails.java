package io.crossauth.client.internal.call;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.Form;
import io.crossauth.internal.text.Printable;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The {@code authorization_details} of a request, before it is sent: of every request that may have
 * them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-3">RFC 9396 section 3</a>
 */
public final class RequestedDetails {

  /** The name of the parameter. */
  public static final String PARAMETER = "authorization_details";

  private RequestedDetails() {}

  /**
   * Checks their shape, and that the server knows their types if it lists those it knows.
   *
   * @param parameters the parameters of a request, which need not have details
   * @param metadata asked only where there are details
   * @throws IllegalArgumentException if they are no array of objects with a type, or there are two
   * @throws ConfigurationException if the server does not list a type
   */
  public static void check(Form parameters, Supplier<OpenIdConfiguration> metadata) {
    List<String> values = parameters.all(PARAMETER);
    if (values.isEmpty()) {
      return;
    }
    if (values.size() > 1) {
      throw new IllegalArgumentException(
          PARAMETER
              + ": expected one array of all details, found "
              + values.size()
              + " parameters");
    }
    AuthorizationDetails details = AuthorizationDetails.parse(values.get(0));
    if (details.isEmpty()) {
      throw new IllegalArgumentException(
          PARAMETER + ": expected at least one detail, found an empty array");
    }
    for (AuthorizationDetail detail : details.list()) {
      requireListed(detail.type(), metadata.get());
    }
  }

  /** RFC 9396 section 10. */
  private static void requireListed(String type, OpenIdConfiguration metadata) {
    if (!metadata.mayUse(MetadataField.AUTHORIZATION_DETAILS_TYPES_SUPPORTED, type)) {
      throw new ConfigurationException(
          "config.authorization_details_type",
          "authorization_details: expected a type of authorization_details_types_supported, found "
              + Printable.of(type, 80)
              + "; ask for a type that the server lists, or have it offered");
    }
  }
}
