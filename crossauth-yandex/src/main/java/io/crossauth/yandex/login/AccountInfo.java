package io.crossauth.yandex.login;

import java.util.Optional;

/**
 * Whose account it is. Immutable; safe for use by many threads.
 *
 * @param uid the account's number, more than 0
 * @param displayLogin the name to log in with; empty if it is not told
 * @param displayName the name to show; empty if it is not told
 * @param publicId the name that others see; empty if it is not told
 */
public record AccountInfo(
    long uid,
    Optional<String> displayLogin,
    Optional<String> displayName,
    Optional<String> publicId) {}
