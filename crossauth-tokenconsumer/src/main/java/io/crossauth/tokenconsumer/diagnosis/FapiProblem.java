package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.tokenconsumer.diagnosis.Finding.Severity;

/** What FAPI 2.0 demands of a server, and what the metadata does not show. */
enum FapiProblem implements Problem {
  PAR(
      "fapi2.pushed_requests",
      Severity.NOTE,
      "FAPI 2.0 section 5.3.2.2: pushed authorization requests are required.",
      "Have PAR offered (RFC 9126)."),
  PKCE(
      "fapi2.pkce",
      Severity.NOTE,
      "FAPI 2.0 section 5.3.2.2: PKCE with S256 is required.",
      "Have S256 listed."),
  ISS(
      "fapi2.iss",
      Severity.NOTE,
      "FAPI 2.0 section 5.3.2.2: iss in the authorization response is required.",
      "Have RFC 9207 switched on."),
  CLIENT(
      "fapi2.client_authentication",
      Severity.NOTE,
      "FAPI 2.0 section 5.3.2.1: clients authenticate by private_key_jwt or mutual TLS.",
      "Have one of them offered."),
  TOKENS(
      "fapi2.sender_constrained",
      Severity.NOTE,
      "FAPI 2.0 section 5.3.2.1: access tokens are bound by DPoP or mutual TLS.",
      "Have one of them offered."),
  ALGORITHMS(
      "fapi2.algorithms",
      Severity.NOTE,
      "FAPI 2.0 section 5.4.1: PS256, ES256 or EdDSA.",
      "Have one of them offered.");

  private final String id;
  private final Severity severity;
  private final String why;
  private final String remedy;

  FapiProblem(String id, Severity severity, String why, String remedy) {
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
