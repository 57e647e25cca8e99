package io.crossauth.servlet.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which header fields go through a proxy: those that say something of the content or of the call,
 * and what a route names besides. Never inwards what says who asks or by which way, for that is
 * ours to say; never outwards what would let an API speak for the application's origin.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110 section 7.6.1:
 *     Connection</a>
 */
public final class ProxyHeaders {

  private static final Set<String> INWARDS =
      Set.of(
          "accept",
          "accept-charset",
          "accept-encoding",
          "accept-language",
          "cache-control",
          "content-digest",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-range",
          "content-type",
          "dnt",
          "idempotency-key",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-event-id",
          "pragma",
          "prefer",
          "priority",
          "range",
          "repr-digest",
          "save-data",
          "traceparent",
          "tracestate",
          "user-agent",
          "want-content-digest",
          "want-repr-digest",
          "x-correlation-id",
          "x-request-id",
          "x-requested-with");

  private static final Set<String> OUTWARDS =
      Set.of(
          "accept-patch",
          "accept-post",
          "accept-ranges",
          "allow",
          "content-digest",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-md5",
          "content-range",
          "content-type",
          "deprecation",
          "etag",
          "last-modified",
          "preference-applied",
          "ratelimit",
          "ratelimit-limit",
          "ratelimit-policy",
          "ratelimit-remaining",
          "ratelimit-reset",
          "repr-digest",
          "retry-after",
          "server-timing",
          "sunset",
          "traceparent",
          "vary",
          "x-correlation-id",
          "x-ratelimit-limit",
          "x-ratelimit-remaining",
          "x-ratelimit-reset",
          "x-request-id",
          "x-total-count");

  private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^`|~-]+");

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
   * @param more what the route names besides, in lower case
   * @param csrf the field that the application's scripts send, for us alone
   */
  public static Map<String, List<String>> inwards(
      Map<String, List<String>> fields, Set<String> more, String csrf) {
    return kept(
        fields,
        name -> (INWARDS.contains(name) || more.contains(name)) && !name.equalsIgnoreCase(csrf));
  }

  /**
   * {@return the fields of an answer that go to the browser, names in lower case}
   *
   * @param fields as they came
   * @param more what the route names besides, in lower case
   */
  public static Map<String, List<String>> outwards(
      Map<String, List<String>> fields, Set<String> more) {
    return kept(fields, name -> OUTWARDS.contains(name) || more.contains(name));
  }

  /**
   * {@return whether a route may name a field of requests}
   *
   * @param name in lower case
   */
  public static boolean mayGoInwards(String name) {
    return mayGo(name, NOT_INWARDS, NOT_INWARDS_BEGINNING);
  }

  /**
   * {@return whether a route may name a field of answers}
   *
   * @param name in lower case
   */
  public static boolean mayGoOutwards(String name) {
    return mayGo(name, NOT_OUTWARDS, NOT_OUTWARDS_BEGINNING);
  }

  private static boolean mayGo(String name, Set<String> never, List<String> neverBeginning) {
    // Underscores, which are dashes to some gateways, are none of a name here.
    return NAME.matcher(name).matches()
        && !HOP_BY_HOP.contains(name)
        && !never.contains(name)
        && neverBeginning.stream().noneMatch(name::startsWith);
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
    lower.keySet().removeIf(name -> named.contains(name) || !rule.test(name));
    lower.values().removeIf(values -> !values.stream().allMatch(ProxyHeaders::isOneLine));
    return lower;
  }

  private static boolean isOneLine(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 127));
  }
}
