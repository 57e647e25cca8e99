package io.crossauth.tokenconsumer;

import org.jspecify.annotations.Nullable;

/**
 * A rule of the program's own about access tokens, asked after every rule of the specifications has
 * been found kept.
 *
 * <pre>{@code
 * consumer.accessTokenRule(
 *     token ->
 *         token.string("tenant").filter("acme"::equals).isPresent()
 *             ? ClaimRule.Verdict.accepted()
 *             : ClaimRule.Verdict.forbidden("the token is for another tenant"));
 * }</pre>
 *
 * <p>Safe for use by many threads; it is asked on the thread that checks the token and should not
 * block.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750 section 3.1</a>
 */
@FunctionalInterface
public interface ClaimRule {

  /**
   * Judges a token.
   *
   * @param token a token that keeps all other rules
   * @return whether it is accepted, and why not
   */
  Verdict check(VerifiedToken token);

  /** What a rule says of a token. Immutable. */
  final class Verdict {

    private static final Verdict ACCEPTED = new Verdict(null, false);

    private final @Nullable String reason;
    private final boolean forbids;

    private Verdict(@Nullable String reason, boolean forbids) {
      this.reason = reason;
      this.forbids = forbids;
    }

    /**
     * The token may be used.
     *
     * @return always the same object
     */
    public static Verdict accepted() {
      return ACCEPTED;
    }

    /**
     * The token is not acceptable, for this or for anything: answer 401 {@code invalid_token}.
     *
     * @param reason why, in words that the caller may read, without anything secret
     * @return the refusal
     */
    public static Verdict invalid(String reason) {
      return new Verdict(reason, false);
    }

    /**
     * The token is good, but its user or client may not do this: answer 403 {@code
     * insufficient_scope}.
     *
     * @param reason why, in words that the caller may read, without anything secret
     * @return the refusal
     */
    public static Verdict forbidden(String reason) {
      return new Verdict(reason, true);
    }

    @Nullable String reason() {
      return reason;
    }

    boolean forbids() {
      return forbids;
    }

    /** Whether it is accepted, and the reason if it is not. */
    @Override
    public String toString() {
      return reason == null ? "accepted" : (forbids ? "forbidden: " : "invalid: ") + reason;
    }
  }
}
