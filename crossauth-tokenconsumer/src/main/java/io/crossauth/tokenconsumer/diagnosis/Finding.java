package io.crossauth.tokenconsumer.diagnosis;

/**
 * Something about a provider, or about the way to it, that its users should know. Immutable and
 * safe for use by many threads.
 *
 * @param id a stable name to branch on, in lower case: {@code clock.off}; docs/provider-check.md
 *     lists them
 * @param severity how bad it is
 * @param what what was found, made printable; never a secret
 * @param why why it matters
 * @param remedy what to do
 */
public record Finding(String id, Severity severity, String what, String why, String remedy) {

  /** How bad a finding is, from harmless to bad. */
  public enum Severity {
    /** Worth knowing: something works in a less common way, or is not offered. */
    NOTE,
    /** Works, and will fail some day, or is less safe than it could be. */
    WARNING,
    /** Logins, or the check of tokens, fail, or are not safe. */
    ERROR
  }

  /** The severity, the id and what was found. */
  @Override
  public String toString() {
    return severity + " " + id + ": " + what;
  }
}
