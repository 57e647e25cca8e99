package io.crossauth.examples.playground;

import io.crossauth.http.Form;
import io.crossauth.http.HttpTransport;
import java.net.URI;

/** What can be spoiled on the way of a login, without the client's knowing. */
enum Spoil {
  SIGNATURE("a login whose ID token has one character of its signature changed on the way"),
  NONCE("a login whose request reaches the provider with another nonce"),
  STATE("a login whose answer comes with another state");

  private static final String OTHER = "spoiled-on-purpose";

  private final String title;

  Spoil(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Between the application and the provider. */
  HttpTransport spoil(HttpTransport transport) {
    return this == SIGNATURE ? new SpoiledSignature(transport) : transport;
  }

  /** The address that the browser is sent to. */
  URI outward(URI authorization) {
    return this == NONCE ? with(authorization, "nonce") : authorization;
  }

  /** The address that the browser comes back to. */
  URI inward(URI callback) {
    return this == STATE ? with(callback, "state") : callback;
  }

  private static URI with(URI address, String parameter) {
    String[] parts = address.toString().split("\\?", 2);
    String query = parts.length < 2 ? "" : parts[1];
    return URI.create(parts[0] + "?" + Form.parse(query).with(parameter, OTHER).encode());
  }
}
