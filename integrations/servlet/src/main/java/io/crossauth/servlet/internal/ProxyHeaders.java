package io.crossauth.servlet.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which header fields go through a proxy. Inwards nothing that says who asks or by which way, for
 * that is ours to say; outwards nothing by which an API would speak for the application's origin.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110 section 7.6.1:
 *     Connection</a>
 */
public final class ProxyHeaders {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "content-length");

  private static final Set<String> NOT_INWARDS =
      Set.of(
          "authorization",
          "cookie",
          "cookie2",
          "dpop",
          "expect",
          "forwarded",
          "host",
          "max-forwards",
          "origin",
          "referer",
          "via",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-host",
          "x-original-url",
          "x-real-ip",
          "x-rewrite-url",
          "true-client-ip",
          "client-ip",
          "front-end-https",
          "x-cluster-client-ip",
          "x-host",
          "x-original-forwarded-for",
          "x-originating-ip",
          "x-user");

  private static final List<String> NOT_INWARDS_BEGINNING =
      List.of(
          "access-control-",
          "cf-",
          "client-cert",
          "fastly-",
          "proxy-",
          "remote-",
          "sec-",
          "ssl-client-",
          "x-amzn-",
          "x-arr-",
          "x-auth-request-",
          "x-authenticated-",
          "x-azure-",
          "x-client-",
          "x-consumer-",
          "x-credential-",
          "x-envoy-",
          "x-forwarded",
          "x-goog-",
          "x-ms-client-principal",
          "x-remote-",
          "x-ssl-",
          "x-tls-",
          "x-userinfo",
          "x-webauth-");

  private static final Set<String> NOT_OUTWARDS =
      Set.of(
          "accept-ch",
          "activate-storage-access",
          "age",
          "alt-svc",
          "authentication-info",
          "cache-control",
          "clear-site-data",
          "content-location",
          "content-security-policy",
          "content-security-policy-report-only",
          "cross-origin-embedder-policy",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
          "critical-ch",
          "date",
          "document-policy",
          "dpop-nonce",
          "expires",
          "feature-policy",
          "link",
          "location",
          "nel",
          "no-vary-search",
          "origin-agent-cluster",
          "permissions-policy",
          "pragma",
          "public-key-pins",
          "public-key-pins-report-only",
          "referrer-policy",
          "refresh",
          "report-to",
          "reporting-endpoints",
          "server",
          "service-worker-allowed",
          "set-cookie",
          "set-cookie2",
          "set-login",
          "sourcemap",
          "speculation-rules",
          "strict-transport-security",
          "surrogate-control",
          "timing-allow-origin",
          "use-as-dictionary",
          "via",
          "www-authenticate",
          "x-content-type-options",
          "x-frame-options",
          "x-lighttpd-send-file",
          "x-litespeed-location",
          "x-powered-by",
          "x-reproxy-url",
          "x-sendfile",
          "x-sourcemap");

  private static final List<String> NOT_OUTWARDS_BEGINNING =
      List.of(
          "access-control-",
          "attribution-reporting-",
          "proxy-",
          "sec-",
          "secure-session-",
          "x-accel-");

  private ProxyHeaders() {}

  /**
   * {@return the fields of a request that go to the API, names in lower case}
   *
   * @param fields as they came
   * @param csrf the field that the application's scripts send, for us alone
   */
  public static Map<String, List<String>> inwards(Map<String, List<String>> fields, String csrf) {
    return kept(
        fields,
        name ->
            !NOT_INWARDS.contains(name)
                && !name.equals(csrf.toLowerCase(Locale.ROOT))
                && NOT_INWARDS_BEGINNING.stream().noneMatch(name::startsWith));
  }

  /**
   * {@return the fields of an answer that go to the browser, names in lower case}
   *
   * @param fields as they came
   */
  public static Map<String, List<String>> outwards(Map<String, List<String>> fields) {
    return kept(
        fields,
        name ->
            !NOT_OUTWARDS.contains(name)
                && NOT_OUTWARDS_BEGINNING.stream().noneMatch(name::startsWith));
  }

  private static Map<String, List<String>> kept(
      Map<String, List<String>> fields, Predicate<String> rule) {
    Set<String> named = new HashSet<>(HOP_BY_HOP);
    Map<String, List<String>> lower = new java.util.LinkedHashMap<>();
    fields.forEach(
        (name, values) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .addAll(values));
    for (String value : lower.getOrDefault("connection", List.of())) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    // Underscores are dashes to some gateways.
    lower
        .keySet()
        .removeIf(name -> named.contains(name) || name.indexOf('_') >= 0 || !rule.test(name));
    return lower;
  }
}
