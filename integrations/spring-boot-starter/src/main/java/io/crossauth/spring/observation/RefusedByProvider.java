package io.crossauth.spring.observation;

/** Marks a span; nobody throws it. Its message is the code alone. */
final class RefusedByProvider extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedByProvider(String code) {
    super(code, null, false, false);
  }
}
