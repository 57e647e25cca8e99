package io.crossauth.wellknown;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Unicode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A member of the provider metadata: its name and its type.
 *
 * <p>{@code configuration.find(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT)}. A member that is not
 * here is read with {@link OpenIdConfiguration#raw}, or by a field of one's own.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param <T> the type of the member
 */
public final class MetadataField<T> {

  /** {@code issuer}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<String> ISSUER = string("issuer");

  /** {@code authorization_endpoint}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> AUTHORIZATION_ENDPOINT = uri("authorization_endpoint");

  /** {@code token_endpoint}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> TOKEN_ENDPOINT = uri("token_endpoint");

  /** {@code userinfo_endpoint}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> USERINFO_ENDPOINT = uri("userinfo_endpoint");

  /** {@code jwks_uri}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> JWKS_URI = uri("jwks_uri");

  /** {@code registration_endpoint}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> REGISTRATION_ENDPOINT = uri("registration_endpoint");

  /** {@code scopes_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> SCOPES_SUPPORTED = strings("scopes_supported");

  /**
   * {@code response_types_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> RESPONSE_TYPES_SUPPORTED =
      strings("response_types_supported");

  /**
   * {@code response_modes_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> RESPONSE_MODES_SUPPORTED =
      strings("response_modes_supported");

  /** {@code grant_types_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> GRANT_TYPES_SUPPORTED =
      strings("grant_types_supported");

  /** {@code acr_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> ACR_VALUES_SUPPORTED =
      strings("acr_values_supported");

  /**
   * {@code subject_types_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> SUBJECT_TYPES_SUPPORTED =
      strings("subject_types_supported");

  /**
   * {@code id_token_signing_alg_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414
   * section 2.
   */
  public static final MetadataField<List<String>> ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED =
      strings("id_token_signing_alg_values_supported");

  /**
   * {@code id_token_encryption_alg_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC
   * 8414 section 2.
   */
  public static final MetadataField<List<String>> ID_TOKEN_ENCRYPTION_ALG_VALUES_SUPPORTED =
      strings("id_token_encryption_alg_values_supported");

  /**
   * {@code id_token_encryption_enc_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC
   * 8414 section 2.
   */
  public static final MetadataField<List<String>> ID_TOKEN_ENCRYPTION_ENC_VALUES_SUPPORTED =
      strings("id_token_encryption_enc_values_supported");

  /**
   * {@code userinfo_signing_alg_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414
   * section 2.
   */
  public static final MetadataField<List<String>> USERINFO_SIGNING_ALG_VALUES_SUPPORTED =
      strings("userinfo_signing_alg_values_supported");

  /**
   * {@code userinfo_encryption_alg_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC
   * 8414 section 2.
   */
  public static final MetadataField<List<String>> USERINFO_ENCRYPTION_ALG_VALUES_SUPPORTED =
      strings("userinfo_encryption_alg_values_supported");

  /**
   * {@code userinfo_encryption_enc_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC
   * 8414 section 2.
   */
  public static final MetadataField<List<String>> USERINFO_ENCRYPTION_ENC_VALUES_SUPPORTED =
      strings("userinfo_encryption_enc_values_supported");

  /**
   * {@code request_object_signing_alg_values_supported}: OpenID Connect Discovery 1.0 section 3;
   * RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> REQUEST_OBJECT_SIGNING_ALG_VALUES_SUPPORTED =
      strings("request_object_signing_alg_values_supported");

  /**
   * {@code request_object_encryption_alg_values_supported}: OpenID Connect Discovery 1.0 section 3;
   * RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> REQUEST_OBJECT_ENCRYPTION_ALG_VALUES_SUPPORTED =
      strings("request_object_encryption_alg_values_supported");

  /**
   * {@code request_object_encryption_enc_values_supported}: OpenID Connect Discovery 1.0 section 3;
   * RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> REQUEST_OBJECT_ENCRYPTION_ENC_VALUES_SUPPORTED =
      strings("request_object_encryption_enc_values_supported");

  /**
   * {@code token_endpoint_auth_methods_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414
   * section 2.
   */
  public static final MetadataField<List<String>> TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED =
      strings("token_endpoint_auth_methods_supported");

  /**
   * {@code token_endpoint_auth_signing_alg_values_supported}: OpenID Connect Discovery 1.0 section
   * 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> TOKEN_ENDPOINT_AUTH_SIGNING_ALG_VALUES_SUPPORTED =
      strings("token_endpoint_auth_signing_alg_values_supported");

  /**
   * {@code display_values_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> DISPLAY_VALUES_SUPPORTED =
      strings("display_values_supported");

  /** {@code claim_types_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> CLAIM_TYPES_SUPPORTED =
      strings("claim_types_supported");

  /** {@code claims_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> CLAIMS_SUPPORTED = strings("claims_supported");

  /** {@code service_documentation}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> SERVICE_DOCUMENTATION = uri("service_documentation");

  /**
   * {@code claims_locales_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<List<String>> CLAIMS_LOCALES_SUPPORTED =
      strings("claims_locales_supported");

  /** {@code ui_locales_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<List<String>> UI_LOCALES_SUPPORTED =
      strings("ui_locales_supported");

  /**
   * {@code claims_parameter_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2.
   */
  public static final MetadataField<Boolean> CLAIMS_PARAMETER_SUPPORTED =
      flag("claims_parameter_supported");

  /**
   * {@code request_parameter_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section
   * 2.
   */
  public static final MetadataField<Boolean> REQUEST_PARAMETER_SUPPORTED =
      flag("request_parameter_supported");

  /**
   * {@code request_uri_parameter_supported}: OpenID Connect Discovery 1.0 section 3; RFC 8414
   * section 2.
   */
  public static final MetadataField<Boolean> REQUEST_URI_PARAMETER_SUPPORTED =
      flag("request_uri_parameter_supported");

  /**
   * {@code require_request_uri_registration}: OpenID Connect Discovery 1.0 section 3; RFC 8414
   * section 2.
   */
  public static final MetadataField<Boolean> REQUIRE_REQUEST_URI_REGISTRATION =
      flag("require_request_uri_registration");

  /** {@code op_policy_uri}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> OP_POLICY_URI = uri("op_policy_uri");

  /** {@code op_tos_uri}: OpenID Connect Discovery 1.0 section 3; RFC 8414 section 2. */
  public static final MetadataField<URI> OP_TOS_URI = uri("op_tos_uri");

  /**
   * {@code check_session_iframe}: OpenID Connect Session Management, RP-Initiated, Front-Channel
   * and Back-Channel Logout 1.0.
   */
  public static final MetadataField<URI> CHECK_SESSION_IFRAME = uri("check_session_iframe");

  /**
   * {@code end_session_endpoint}: OpenID Connect Session Management, RP-Initiated, Front-Channel
   * and Back-Channel Logout 1.0.
   */
  public static final MetadataField<URI> END_SESSION_ENDPOINT = uri("end_session_endpoint");

  /**
   * {@code frontchannel_logout_supported}: OpenID Connect Session Management, RP-Initiated,
   * Front-Channel and Back-Channel Logout 1.0.
   */
  public static final MetadataField<Boolean> FRONTCHANNEL_LOGOUT_SUPPORTED =
      flag("frontchannel_logout_supported");

  /**
   * {@code frontchannel_logout_session_supported}: OpenID Connect Session Management, RP-Initiated,
   * Front-Channel and Back-Channel Logout 1.0.
   */
  public static final MetadataField<Boolean> FRONTCHANNEL_LOGOUT_SESSION_SUPPORTED =
      flag("frontchannel_logout_session_supported");

  /**
   * {@code backchannel_logout_supported}: OpenID Connect Session Management, RP-Initiated,
   * Front-Channel and Back-Channel Logout 1.0.
   */
  public static final MetadataField<Boolean> BACKCHANNEL_LOGOUT_SUPPORTED =
      flag("backchannel_logout_supported");

  /**
   * {@code backchannel_logout_session_supported}: OpenID Connect Session Management, RP-Initiated,
   * Front-Channel and Back-Channel Logout 1.0.
   */
  public static final MetadataField<Boolean> BACKCHANNEL_LOGOUT_SESSION_SUPPORTED =
      flag("backchannel_logout_session_supported");

  /** {@code revocation_endpoint}: RFC 8414 section 2: revocation, introspection, PKCE. */
  public static final MetadataField<URI> REVOCATION_ENDPOINT = uri("revocation_endpoint");

  /**
   * {@code revocation_endpoint_auth_methods_supported}: RFC 8414 section 2: revocation,
   * introspection, PKCE.
   */
  public static final MetadataField<List<String>> REVOCATION_ENDPOINT_AUTH_METHODS_SUPPORTED =
      strings("revocation_endpoint_auth_methods_supported");

  /**
   * {@code revocation_endpoint_auth_signing_alg_values_supported}: RFC 8414 section 2: revocation,
   * introspection, PKCE.
   */
  public static final MetadataField<List<String>>
      REVOCATION_ENDPOINT_AUTH_SIGNING_ALG_VALUES_SUPPORTED =
          strings("revocation_endpoint_auth_signing_alg_values_supported");

  /** {@code introspection_endpoint}: RFC 8414 section 2: revocation, introspection, PKCE. */
  public static final MetadataField<URI> INTROSPECTION_ENDPOINT = uri("introspection_endpoint");

  /**
   * {@code introspection_endpoint_auth_methods_supported}: RFC 8414 section 2: revocation,
   * introspection, PKCE.
   */
  public static final MetadataField<List<String>> INTROSPECTION_ENDPOINT_AUTH_METHODS_SUPPORTED =
      strings("introspection_endpoint_auth_methods_supported");

  /**
   * {@code introspection_endpoint_auth_signing_alg_values_supported}: RFC 8414 section 2:
   * revocation, introspection, PKCE.
   */
  public static final MetadataField<List<String>>
      INTROSPECTION_ENDPOINT_AUTH_SIGNING_ALG_VALUES_SUPPORTED =
          strings("introspection_endpoint_auth_signing_alg_values_supported");

  /**
   * {@code code_challenge_methods_supported}: RFC 8414 section 2: revocation, introspection, PKCE.
   */
  public static final MetadataField<List<String>> CODE_CHALLENGE_METHODS_SUPPORTED =
      strings("code_challenge_methods_supported");

  /** {@code signed_metadata}: RFC 8414 section 2: revocation, introspection, PKCE. */
  public static final MetadataField<String> SIGNED_METADATA = string("signed_metadata");

  /** {@code device_authorization_endpoint}: RFC 8628 section 4. */
  public static final MetadataField<URI> DEVICE_AUTHORIZATION_ENDPOINT =
      uri("device_authorization_endpoint");

  /** {@code backchannel_authentication_endpoint}: OpenID Connect CIBA Core 1.0 section 4. */
  public static final MetadataField<URI> BACKCHANNEL_AUTHENTICATION_ENDPOINT =
      uri("backchannel_authentication_endpoint");

  /** {@code backchannel_token_delivery_modes_supported}: OpenID Connect CIBA Core 1.0 section 4. */
  public static final MetadataField<List<String>> BACKCHANNEL_TOKEN_DELIVERY_MODES_SUPPORTED =
      strings("backchannel_token_delivery_modes_supported");

  /**
   * {@code backchannel_authentication_request_signing_alg_values_supported}: OpenID Connect CIBA
   * Core 1.0 section 4.
   */
  public static final MetadataField<List<String>>
      BACKCHANNEL_AUTHENTICATION_REQUEST_SIGNING_ALG_VALUES_SUPPORTED =
          strings("backchannel_authentication_request_signing_alg_values_supported");

  /** {@code backchannel_user_code_parameter_supported}: OpenID Connect CIBA Core 1.0 section 4. */
  public static final MetadataField<Boolean> BACKCHANNEL_USER_CODE_PARAMETER_SUPPORTED =
      flag("backchannel_user_code_parameter_supported");

  /** {@code tls_client_certificate_bound_access_tokens}: RFC 8705 sections 3.3 and 5. */
  public static final MetadataField<Boolean> TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS =
      flag("tls_client_certificate_bound_access_tokens");

  /** {@code mtls_endpoint_aliases}: RFC 8705 sections 3.3 and 5. */
  public static final MetadataField<Map<String, @Nullable Object>> MTLS_ENDPOINT_ALIASES =
      new MetadataField<>("mtls_endpoint_aliases", MetadataField::readObject);

  /** {@code pushed_authorization_request_endpoint}: RFC 9126 section 5. */
  public static final MetadataField<URI> PUSHED_AUTHORIZATION_REQUEST_ENDPOINT =
      uri("pushed_authorization_request_endpoint");

  /** {@code require_pushed_authorization_requests}: RFC 9126 section 5. */
  public static final MetadataField<Boolean> REQUIRE_PUSHED_AUTHORIZATION_REQUESTS =
      flag("require_pushed_authorization_requests");

  /** {@code require_signed_request_object}: RFC 9101 section 10.5. */
  public static final MetadataField<Boolean> REQUIRE_SIGNED_REQUEST_OBJECT =
      flag("require_signed_request_object");

  /** {@code authorization_details_types_supported}: RFC 9396 section 10. */
  public static final MetadataField<List<String>> AUTHORIZATION_DETAILS_TYPES_SUPPORTED =
      strings("authorization_details_types_supported");

  /** {@code authorization_response_iss_parameter_supported}: RFC 9207 section 3. */
  public static final MetadataField<Boolean> AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED =
      flag("authorization_response_iss_parameter_supported");

  /** {@code dpop_signing_alg_values_supported}: RFC 9449 section 5.1. */
  public static final MetadataField<List<String>> DPOP_SIGNING_ALG_VALUES_SUPPORTED =
      strings("dpop_signing_alg_values_supported");

  /** {@code mfa_challenge_endpoint}: Auth0: where a second factor is challenged. */
  public static final MetadataField<URI> MFA_CHALLENGE_ENDPOINT = uri("mfa_challenge_endpoint");

  private final String name;
  private final BiFunction<String, Object, T> reader;

  private MetadataField(String name, BiFunction<String, Object, T> reader) {
    this.name = name;
    this.reader = reader;
  }

  /**
   * {@return a member that is a string}
   *
   * @param name the member's name, as registered
   */
  public static MetadataField<String> string(String name) {
    return new MetadataField<>(name, (n, v) -> cast(n, v, String.class, "a string"));
  }

  /**
   * {@return a member that is true or false}
   *
   * @param name the member's name, as registered
   */
  public static MetadataField<Boolean> flag(String name) {
    return new MetadataField<>(name, (n, v) -> cast(n, v, Boolean.class, "true or false"));
  }

  /**
   * {@return a member that is an array of strings}
   *
   * @param name the member's name, as registered
   */
  public static MetadataField<List<String>> strings(String name) {
    return new MetadataField<>(name, MetadataField::readStrings);
  }

  /**
   * {@return a member that is an absolute http or https address}
   *
   * @param name the member's name, as registered
   */
  public static MetadataField<URI> uri(String name) {
    return new MetadataField<>(name, MetadataField::readUri);
  }

  /** {@return the name of the member} */
  public String name() {
    return name;
  }

  /**
   * Reads the member's value.
   *
   * @throws InvalidResponseException if it has another type
   */
  T read(Object value) {
    return reader.apply(name, value);
  }

  private static <V> V cast(String name, Object value, Class<V> type, String expected) {
    if (!type.isInstance(value)) {
      throw wrongType(name, expected, Json.kind(value));
    }
    return type.cast(value);
  }

  private static List<String> readStrings(String name, Object value) {
    List<String> strings = new ArrayList<>();
    for (Object item : cast(name, value, List.class, "an array of strings")) {
      strings.add(cast(name, item, String.class, "an array of strings"));
    }
    return List.copyOf(strings);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> readObject(String name, Object value) {
    return cast(name, value, Map.class, "an object");
  }

  private static URI readUri(String name, Object value) {
    String text = cast(name, value, String.class, "an http or https address");
    try {
      URI uri = new URI(text);
      boolean http =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (http
          && uri.getHost() != null
          && uri.getPort() <= 65_535
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && Unicode.isWhole(text)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrongType(name, "an http or https address", "a string that is none");
    }
    throw wrongType(
        name,
        "an http or https address with a host, without user info or fragment",
        "a different value");
  }

  private static InvalidResponseException wrongType(String name, String expected, String found) {
    return new InvalidResponseException(
        "wrong_type", "provider metadata, " + name + ": expected " + expected + ", found " + found);
  }

  /** The name of the member. */
  @Override
  public String toString() {
    return name;
  }
}
