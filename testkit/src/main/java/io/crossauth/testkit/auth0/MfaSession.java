package io.crossauth.testkit.auth0;

import java.time.Instant;

/**
 * A login that waits for its second factor.
 *
 * @param user whose login it is
 * @param scope what was asked for
 * @param until when the mfa token ends
 */
record MfaSession(TenantUser user, String scope, Instant until) {}
