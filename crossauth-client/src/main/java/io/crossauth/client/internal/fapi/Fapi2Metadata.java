package io.crossauth.client.internal.fapi;

import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Provider metadata that FAPI 2.0 is content with. Each version of it is looked at once, and given
 * to nobody before that. Safe for use by many threads.
 *
 * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
 *     Profile section 5.3.2</a>
 */
public final class Fapi2Metadata implements Supplier<OpenIdConfiguration> {

  private static final List<String> METHODS =
      List.of("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth");

  private static final List<String> ALGORITHMS = List.of("PS256", "ES256", "EdDSA", "Ed25519");

  private final Supplier<OpenIdConfiguration> found;
  private final Fapi2Needs needs;
  private final AtomicReference<@Nullable OpenIdConfiguration> good = new AtomicReference<>();

  /**
   * Creates the check.
   *
   * @param found the metadata as it is published
   * @param needs what the client needs of it
   */
  public Fapi2Metadata(Supplier<OpenIdConfiguration> found, Fapi2Needs needs) {
    this.found = found;
    this.needs = needs;
  }

  /**
   * The metadata.
   *
   * @throws InvalidResponseException if what is found is none; what it advises is allowed
   * @throws ConfigurationException {@code config.fapi2} if the profile is not content with it; the
   *     message names the section
   */
  @Override
  public OpenIdConfiguration get() {
    OpenIdConfiguration metadata = published();
    if (good.get() != metadata) {
      check(metadata);
      good.set(metadata);
    }
    return metadata;
  }

  private OpenIdConfiguration published() {
    try {
      return found.get();
    } catch (InvalidResponseException e) {
      throw MetadataAdvice.of(e);
    }
  }

  private void check(OpenIdConfiguration metadata) {
    if (metadata.find(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT).isEmpty()) {
      throw Fapi2Rule.PUSHED.unmet(
          name(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT), "an address", "none");
    }
    require(
        metadata, MetadataField.CODE_CHALLENGE_METHODS_SUPPORTED, List.of("S256"), Fapi2Rule.PKCE);
    require(
        metadata, MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED, METHODS, Fapi2Rule.CLIENT);
    requireUnlessUnsaid(metadata, MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED);
    checkBinding(metadata);
    if (needs.signedRequests()) {
      requireUnlessUnsaid(metadata, MetadataField.REQUEST_OBJECT_SIGNING_ALG_VALUES_SUPPORTED);
      require(
          metadata,
          MetadataField.RESPONSE_MODES_SUPPORTED,
          List.of("jwt"),
          Fapi2Rule.SIGNED_RESPONSES);
    } else if (!flag(metadata, MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED)) {
      // A signed response has iss inside.
      throw Fapi2Rule.ISS.unmet(
          name(MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED), "true", "false");
    }
  }

  private void checkBinding(OpenIdConfiguration metadata) {
    if (needs.dpop()) {
      require(
          metadata, MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED, ALGORITHMS, Fapi2Rule.BOUND);
    }
    if (needs.certificate()
        && !needs.dpop()
        && !flag(metadata, MetadataField.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS)) {
      throw Fapi2Rule.BOUND.unmet(
          name(MetadataField.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS), "true", "false");
    }
  }

  private static void requireUnlessUnsaid(
      OpenIdConfiguration metadata, MetadataField<List<String>> field) {
    if (!metadata.find(field).orElse(List.of()).isEmpty()) {
      require(metadata, field, ALGORITHMS, Fapi2Rule.ALGORITHMS);
    }
  }

  private static void require(
      OpenIdConfiguration metadata,
      MetadataField<List<String>> field,
      List<String> anyOf,
      Fapi2Rule rule) {
    List<String> listed = metadata.find(field).orElse(List.of());
    if (anyOf.stream().noneMatch(listed::contains)) {
      throw rule.unmet(
          name(field),
          anyOf.size() == 1 ? anyOf.get(0) : "one of " + anyOf,
          listed.isEmpty() ? "none" : Printable.of(listed.toString(), 200));
    }
  }

  private static boolean flag(OpenIdConfiguration metadata, MetadataField<Boolean> field) {
    return metadata.find(field).orElse(false);
  }

  private static String name(MetadataField<?> field) {
    return "provider metadata, " + field.name();
  }
}
