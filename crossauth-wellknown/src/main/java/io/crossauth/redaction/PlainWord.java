package io.crossauth.redaction;

import java.util.Locale;
import java.util.Set;

/** Tells what may stand behind {@code code}, {@code state} and {@code session} and be read. */
final class PlainWord {

  /** What people call states. */
  private static final String STATES =
      "new ready starting started running runnable waiting blocked pending paused stopping stopped"
          + " terminated finished completed cancelled open closed half_open active inactive enabled"
          + " disabled up down unknown ok success error failed timeout denied rejected expired"
          + " unauthorized forbidden not_found";

  /** Error codes of OAuth 2.0, OpenID Connect and their extensions. */
  private static final String CODES =
      "invalid_request invalid_client invalid_grant invalid_scope invalid_target invalid_token"
          + " invalid_dpop_proof use_dpop_nonce insufficient_scope"
          + " insufficient_user_authentication unauthorized_client unsupported_grant_type"
          + " unsupported_response_type unsupported_token_type access_denied server_error"
          + " temporarily_unavailable authorization_pending slow_down expired_token mfa_required"
          + " login_required consent_required interaction_required account_selection_required"
          + " qr_pending";

  private static final Set<String> KNOWN = Set.of((STATES + ' ' + CODES).split(" "));

  /** What a sentence goes on with behind a colon; no code and no state is one of them. */
  private static final Set<String> SENTENCES =
      Set.of(
          ("a an and are as at be but by can cannot could did do does for from had has have if in"
                  + " is it its must nobody nothing of on or should some that the there they this"
                  + " to too was were what when where which while who will with without")
              .split(" "));

  /** The first words of this library's error codes: {@code token.expired}. */
  private static final Set<String> FAMILIES =
      Set.of(
          ("call client device library login mfa response"
                  + " scope session store token transport yandex")
              .split(" "));

  private static final int LONGEST_CODE = 40;
  private static final int LONGEST_OF_SENTENCES = 8;
  private static final int LONGEST_SESSION = 8;
  private static final int FEW_DIGITS = 3;
  private static final int COUNT_DIGITS = 5;

  private PlainWord() {}

  /**
   * A small number, a word that is known to be no code, or the beginning of a sentence behind a
   * colon: {@code state: RUNNING}, {@code code: the server sent none}.
   */
  static boolean inMessage(String text, int from, int to) {
    return inField(text, from, to)
        || (to - from <= LONGEST_OF_SENTENCES && SENTENCES.contains(text.substring(from, to)));
  }

  /** A small number or a word that is known to be no code: {@code code=invalid_grant}. */
  static boolean inField(String text, int from, int to) {
    if (small(text, from, to, FEW_DIGITS)) {
      return true;
    }
    if (to - from > LONGEST_CODE || !word(text, from, to)) {
      return false;
    }
    String word = text.substring(from, to);
    int dot = word.indexOf('.');
    return dot < 0
        ? KNOWN.contains(word.toLowerCase(Locale.ROOT))
        : FAMILIES.contains(word.substring(0, dot));
  }

  /** The name of a person, perhaps: {@code session=alice}. */
  static boolean inSession(String text, int from, int to) {
    return to - from <= LONGEST_SESSION && word(text, from, to);
  }

  /** How many there are: {@code tokens=3}. A longer number may be a code. */
  static boolean isCount(String text, int from, int to) {
    return small(text, from, to, COUNT_DIGITS);
  }

  private static boolean small(String text, int from, int to, int most) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to - from <= most;
  }

  /** Letters of one case, {@code _} and, in lower case, dots. */
  private static boolean word(String text, int from, int to) {
    boolean lower = true;
    boolean upper = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      lower &= (c >= 'a' && c <= 'z') || c == '_' || c == '.';
      upper &= (c >= 'A' && c <= 'Z') || c == '_';
    }
    return lower || upper;
  }
}
