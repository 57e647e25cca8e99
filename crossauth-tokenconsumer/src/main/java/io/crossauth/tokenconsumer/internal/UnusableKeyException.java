package io.crossauth.tokenconsumer.internal;

/** A key that no signature may be checked with; the message says which rule it breaks. */
public final class UnusableKeyException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates a refusal; the message never repeats key material. */
  public UnusableKeyException(String message) {
    super(message);
  }
}
