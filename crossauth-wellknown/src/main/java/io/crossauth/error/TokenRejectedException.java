package io.crossauth.error;

import io.crossauth.internal.text.Printable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token is not acceptable. A resource server answers 401; trying the same token again does not
 * help.
 *
 * <p>Nothing in it repeats the token.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TokenRejectedException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 200;

  private final RejectionReason reason;
  private final @Nullable String claim;
  private final @Nullable String expected;
  private final @Nullable String found;
  private final @Nullable String hint;

  /**
   * Creates a refusal.
   *
   * @param reason why
   * @param claim the claim or header member it is about, if it is about one
   * @param expected what would have been accepted; shortened and made printable
   * @param found what was there; shortened and made printable
   * @param hint what to try, if we know
   */
  public TokenRejectedException(
      RejectionReason reason,
      @Nullable String claim,
      @Nullable String expected,
      @Nullable String found,
      @Nullable String hint) {
    super(reason.code(), message(reason, claim, cut(expected), cut(found), hint), null);
    this.reason = reason;
    this.claim = claim;
    this.expected = cut(expected);
    this.found = cut(found);
    this.hint = hint;
  }

  /**
   * Names of keys and issuers stand in what is expected: a stranger's words, like what is found.
   */
  private static @Nullable String cut(@Nullable String text) {
    return text == null ? null : Printable.of(text, LONGEST);
  }

  private static String message(
      RejectionReason reason,
      @Nullable String claim,
      @Nullable String expected,
      @Nullable String found,
      @Nullable String hint) {
    StringBuilder text = new StringBuilder("token rejected, ").append(reason.code());
    String separator = ": ";
    if (claim != null) {
      text.append(separator).append(claim);
      separator = " ";
    }
    if (expected != null) {
      text.append(separator).append("expected ").append(expected);
      separator = ", ";
    }
    if (found != null) {
      text.append(separator).append("found ").append(found);
    }
    if (hint != null) {
      text.append("; ").append(hint);
    }
    return text.toString();
  }

  /** {@return why} */
  public RejectionReason reason() {
    return reason;
  }

  /**
   * The claim or header member it is about: {@code aud}, {@code exp}, {@code alg}, …
   *
   * @return its name; empty if it is about none
   */
  public Optional<String> claim() {
    return Optional.ofNullable(claim);
  }

  /** {@return what would have been accepted, at most 200 printable characters} */
  public Optional<String> expected() {
    return Optional.ofNullable(expected);
  }

  /** {@return what was there, at most 200 printable characters} */
  public Optional<String> found() {
    return Optional.ofNullable(found);
  }

  /** {@return what to try} */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
