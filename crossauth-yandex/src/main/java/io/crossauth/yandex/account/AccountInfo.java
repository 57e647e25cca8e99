package io.crossauth.yandex.account;

import java.util.Optional;

/**
 * Whose account it is.
 *
 * @param uid the account's number
 * @param displayLogin the name to log in with, if it is told
 * @param displayName the name to show, if it is told
 * @param publicId the name that others see, if it is told
 */
public record AccountInfo(
    long uid,
    Optional<String> displayLogin,
    Optional<String> displayName,
    Optional<String> publicId) {}
