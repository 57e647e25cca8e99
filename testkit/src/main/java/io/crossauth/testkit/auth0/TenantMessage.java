package io.crossauth.testkit.auth0;

/**
 * A message that went to a user out of band. Immutable.
 *
 * @param user whom it went to
 * @param channel how: {@code sms}, {@code voice}, {@code email}, {@code auth0} for push
 * @param code the code to type; empty for push
 */
public record TenantMessage(String user, String channel, String code) {}
