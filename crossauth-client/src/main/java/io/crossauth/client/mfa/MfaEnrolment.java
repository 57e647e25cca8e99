package io.crossauth.client.mfa;

import io.crossauth.value.Secret;
import java.util.List;
import java.util.Optional;

/**
 * A second factor that waits to be confirmed: with a code of the app, or by answering the
 * challenge. Immutable and safe for use by many threads; no text form shows a code.
 */
public sealed interface MfaEnrolment {

  /**
   * Codes to show the user once, to be kept for when the factor is lost.
   *
   * @return the codes; may be empty
   */
  List<Secret> recoveryCodes();

  /**
   * An authenticator app.
   *
   * @param secret what the user types into the app, base32
   * @param barcodeUri the same and more as an {@code otpauth://} address, to be shown as a QR code
   * @param recoveryCodes codes to show once
   */
  record Otp(Secret secret, Secret barcodeUri, List<Secret> recoveryCodes) implements MfaEnrolment {

    /**
     * Copies the codes.
     *
     * @param secret what the user types into the app, base32
     * @param barcodeUri the same and more as an {@code otpauth://} address
     * @param recoveryCodes codes to show once; may be empty
     * @throws NullPointerException if the codes, or one of them, are null
     */
    public Otp {
      recoveryCodes = List.copyOf(recoveryCodes);
    }
  }

  /**
   * A telephone, mailbox or push app.
   *
   * @param challenge the challenge that the user has received
   * @param barcodeUri for push: what the app reads, to be shown as a QR code
   * @param recoveryCodes codes to show once
   */
  record Oob(
      OAuthMfaChallengeResponse challenge, Optional<Secret> barcodeUri, List<Secret> recoveryCodes)
      implements MfaEnrolment {

    /**
     * Copies the codes.
     *
     * @param challenge the challenge that the user has received
     * @param barcodeUri what a push app reads; empty for a telephone or mailbox
     * @param recoveryCodes codes to show once; may be empty
     * @throws NullPointerException if the codes, or one of them, are null
     */
    public Oob {
      recoveryCodes = List.copyOf(recoveryCodes);
    }
  }

  /**
   * What to enrol.
   *
   * @param authenticatorType {@code otp} or {@code oob}
   * @param oobChannel how an {@code oob} one reaches the user
   * @param phoneNumber for SMS and voice, in international form
   * @param email for email, where it is not the account's own
   */
  record Request(
      String authenticatorType,
      Optional<String> oobChannel,
      Optional<String> phoneNumber,
      Optional<String> email) {

    /**
     * An authenticator app.
     *
     * @return the request
     */
    public static Request otp() {
      return new Request("otp", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A telephone that gets text messages.
     *
     * @param phoneNumber in international form: {@code +4930123456}
     * @return the request
     */
    public static Request sms(String phoneNumber) {
      return new Request("oob", Optional.of("sms"), Optional.of(phoneNumber), Optional.empty());
    }

    /**
     * A telephone that gets calls.
     *
     * @param phoneNumber in international form: {@code +4930123456}
     * @return the request
     */
    public static Request voice(String phoneNumber) {
      return new Request("oob", Optional.of("voice"), Optional.of(phoneNumber), Optional.empty());
    }

    /**
     * A mailbox.
     *
     * @param address the mail address
     * @return the request
     */
    public static Request email(String address) {
      return new Request("oob", Optional.of("email"), Optional.empty(), Optional.of(address));
    }

    /**
     * A push app.
     *
     * @return the request
     */
    public static Request push() {
      return new Request("oob", Optional.of("auth0"), Optional.empty(), Optional.empty());
    }
  }
}
