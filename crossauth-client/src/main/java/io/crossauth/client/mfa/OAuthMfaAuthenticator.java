package io.crossauth.client.mfa;

import java.util.Optional;

/**
 * A second factor that the user has enrolled, or has begun to. Immutable and safe for use by many
 * threads.
 *
 * @param id its id; may hold {@code |}
 * @param authenticatorType {@code otp}, {@code oob} or {@code recovery-code}
 * @param active whether it has been confirmed and can be challenged
 * @param oobChannel how an {@code oob} one reaches the user: {@code sms}, {@code voice}, {@code
 *     email}, or {@code auth0} for push
 * @param name what the server calls it, such as a part of a telephone number; printable
 */
public record OAuthMfaAuthenticator(
    String id,
    String authenticatorType,
    boolean active,
    Optional<String> oobChannel,
    Optional<String> name) {}
