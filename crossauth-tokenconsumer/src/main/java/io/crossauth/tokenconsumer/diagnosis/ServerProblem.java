package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.tokenconsumer.diagnosis.Finding.Severity;

/** All that can be odd about the way to a provider, its documents and its endpoints. */
enum ServerProblem implements Problem {
  DNS(
      "reach.dns",
      Severity.ERROR,
      "Nothing can be asked of a host without an address.",
      "Check the name; in a container or behind a proxy, check its name service."),
  CONNECT(
      "reach.connect",
      Severity.ERROR,
      "Nothing listens at the address, or a firewall is in between.",
      "Is the provider up; is a proxy needed (docs/transport.md)?"),
  TLS(
      "reach.tls",
      Severity.ERROR,
      "Who the server is cannot be told, so nothing is sent to it.",
      "Trust the CA that issued the certificate, or have the certificate renewed; the check is not switched off."),
  TIMEOUT(
      "reach.timeout",
      Severity.ERROR,
      "Calls that do not end in time fail, and keep threads waiting until then.",
      "Is the provider slow, or is something silent in between; raise the time-outs only if it is known to be slow."),
  UNAVAILABLE(
      "reach.unavailable",
      Severity.ERROR,
      "The provider says that it is busy or down.",
      "Try again later; what it says is in the finding."),
  NO_ANSWER(
      "reach.no_answer",
      Severity.ERROR,
      "What came is no answer that can be used.",
      "Is the address right, and is it the provider that answers?"),
  PLAIN_HTTP(
      "reach.plain_http",
      Severity.ERROR,
      "Everybody on the way reads and changes secrets, codes, tokens and keys.",
      "Give the provider TLS and an https issuer."),
  REDIRECT(
      "metadata.redirect",
      Severity.ERROR,
      "Redirects are never followed: who is led elsewhere does not know whom it asks.",
      "If the target is the provider, give its issuer, or the address as discoveryUri."),
  NOT_FOUND(
      "metadata.not_found",
      Severity.ERROR,
      "Without metadata neither endpoints nor keys are known.",
      "Is the issuer right, its path too? Else give discoveryUri, or the metadata by hand."),
  NOT_JSON(
      "metadata.not_json",
      Severity.ERROR,
      "The metadata cannot be read.",
      "Is it the provider that answers, or a page of a proxy or of an application?"),
  ISSUER(
      "metadata.issuer",
      Severity.ERROR,
      "The issuer must be the same, character for character, or one server could answer for another (OpenID Connect Discovery section 4.3).",
      "Configure the issuer exactly as the metadata names it."),
  ADDRESS(
      "metadata.address",
      Severity.NOTE,
      "Clients that know the first address alone do not find the metadata.",
      "Nothing here: this library finds it."),
  ODD_ADDRESS(
      "metadata.odd_address",
      Severity.WARNING,
      "Neither OpenID Connect Discovery nor RFC 8414 has this address; other clients do not find the metadata.",
      "Have the metadata put where RFC 8414 section 3.1 says."),
  MEDIA_TYPE(
      "metadata.media_type",
      Severity.WARNING,
      "Clients that look at the media type refuse the document.",
      "Have it sent as application/json."),
  REQUIRED(
      "metadata.required",
      Severity.WARNING,
      "A member that must be there is not, and what needs it does not work.",
      "Have it added; or give the metadata by hand."),
  ODD_MEMBER(
      "metadata.odd_member",
      Severity.ERROR,
      "A member of a wrong type is refused by whatever needs it.",
      "Report it to the provider."),
  CERTIFICATE_ENDS(
      "certificate.ends_soon",
      Severity.WARNING,
      "When it is over, every call fails.",
      "Have it renewed."),
  CERTIFICATE_OVER(
      "certificate.ends_now", Severity.ERROR, "In days every call fails.", "Have it renewed now."),
  CLOCK(
      "clock.off",
      Severity.WARNING,
      "Tokens seem to be not valid yet, or valid too long; the usual skew is 30 s.",
      "Have both machines keep time (NTP)."),
  CLOCK_FAR(
      "clock.far_off",
      Severity.ERROR,
      "Good tokens are refused as not valid yet, or as over.",
      "Have both machines keep time (NTP)."),
  NO_DATE(
      "clock.unknown",
      Severity.NOTE,
      "Without a Date the clocks cannot be compared.",
      "Nothing, or have the server send one."),
  ENDPOINT_REFUSED(
      "endpoint.refused",
      Severity.ERROR,
      "The metadata sends its clients to this machine, or back to plain http: a mistake, or an attack.",
      "Have it corrected; where it is meant so, give the address by hand."),
  ENDPOINT_PLAIN(
      "endpoint.plain_http",
      Severity.ERROR,
      "Everybody on the way reads and changes secrets and tokens.",
      "Have the endpoint named with https."),
  ENDPOINT_REDIRECT(
      "endpoint.redirect",
      Severity.ERROR,
      "Redirects are never followed, so calls to it fail.",
      "Have the metadata name the address that it leads to."),
  ENDPOINT_SILENT(
      "endpoint.unreachable",
      Severity.ERROR,
      "What needs the endpoint does not work from this machine.",
      "Is there a firewall or a proxy in between? authServerBaseUrl moves the endpoints."),
  NO_CODE(
      "authorization.no_code",
      Severity.WARNING,
      "The authorization code flow is the one for logins (RFC 9700 section 2.1.2).",
      "Have the server allow it."),
  PKCE_UNLISTED(
      "authorization.pkce_unlisted",
      Severity.WARNING,
      "Whether PKCE protects the codes is not known; it is sent all the same.",
      "Have code_challenge_methods_supported listed."),
  PKCE_NO_S256(
      "authorization.pkce_no_s256",
      Severity.ERROR,
      "A login without S256 is not begun (RFC 9700 section 2.1.1).",
      "Have S256 switched on."),
  PKCE_PLAIN(
      "authorization.pkce_plain",
      Severity.NOTE,
      "With plain, who reads the request can use the code; this library never sends it.",
      "Have plain switched off."),
  NO_ISS(
      "authorization.no_iss",
      Severity.WARNING,
      "A client of several servers cannot tell by the callback which one has answered (RFC 9207).",
      "Give each server a redirect URI of its own."),
  ALG_NONE(
      "algorithms.none",
      Severity.WARNING,
      "The server may send ID tokens that nobody has signed; this library refuses them.",
      "Register the client for a signature."),
  ALG_UNKNOWN(
      "algorithms.unknown",
      Severity.ERROR,
      "No ID token of this server can be checked.",
      "Have the client registered for RS256, PS256, ES256 or EdDSA."),
  ALG_HMAC(
      "algorithms.secret_only",
      Severity.WARNING,
      "ID tokens are checked with the client secret, which every holder can also sign with.",
      "Use sharedSecret, or have the client registered for RS256 or ES256."),
  ALG_NO_RS256(
      "algorithms.no_rs256",
      Severity.NOTE,
      "RS256 must be listed (OpenID Connect Discovery section 3), and is what clients expect that say nothing.",
      "Name the algorithm of the client: algorithms(..)."),
  ALG_NO_KEY(
      "algorithms.without_key",
      Severity.WARNING,
      "ID tokens by this algorithm cannot be checked: no key is for it.",
      "Have the key published, or the algorithm taken off the list."),
  MTLS_REFUSED(
      "mtls.refused",
      Severity.ERROR,
      "An alias sends clients with a certificate to this machine, or to plain http.",
      "Have it corrected."),
  MTLS_NO_ALIASES(
      "mtls.no_aliases",
      Severity.NOTE,
      "Clients with a TLS certificate call the same host as browsers do, which is then asked for certificates too.",
      "Nothing, or have mtls_endpoint_aliases named (RFC 8705 section 5).");

  private final String id;
  private final Severity severity;
  private final String why;
  private final String remedy;

  ServerProblem(String id, Severity severity, String why, String remedy) {
    this.id = id;
    this.severity = severity;
    this.why = why;
    this.remedy = remedy;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Severity severity() {
    return severity;
  }

  @Override
  public String why() {
    return why;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
