package io.crossauth.examples.demo;

import io.crossauth.examples.playground.SpoiledSignature;
import io.crossauth.http.HttpTransport;

/** What the demo can spoil on purpose, once, to show that it is noticed. */
enum Breakage {
  /** Nothing. */
  NONE,
  /** One character in the signature of the first ID token. */
  SIGNATURE,
  /** The state in the first callback of a browser. */
  STATE,
  /** The audience that the first access token is checked for. */
  AUDIENCE;

  HttpTransport spoil(HttpTransport transport) {
    return this == SIGNATURE ? new SpoiledSignature(transport) : transport;
  }

  Person spoil(Person person) {
    return this == STATE ? new SpoiledState(person) : person;
  }
}
