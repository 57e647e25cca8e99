package io.crossauth.tokenconsumer.diagnosis;

import io.crossauth.internal.text.Printable;

/** Something that can be found, with what makes it matter and what helps. */
interface Problem {

  /** The most of what was found that is said. */
  int MOST_CHARACTERS = 500;

  String id();

  Finding.Severity severity();

  String why();

  String remedy();

  /** This problem as it was found. */
  default Finding found(String what) {
    return new Finding(id(), severity(), Printable.of(what, MOST_CHARACTERS), why(), remedy());
  }
}
