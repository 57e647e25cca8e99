package io.crossauth.client.token;

import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that a token exchange has brought, for another place than an API: an ID token, a SAML
 * assertion, a JWT for another authorization server. No source of tokens and no HTTP client of this
 * library takes it. Immutable and safe for use by many threads; its string form shows no token.
 *
 * @param token the token: the member {@code access_token} of the response, whatever its name says
 * @param type what it is ({@code issued_token_type}): {@code
 *     urn:ietf:params:oauth:token-type:id_token}
 * @param expiresAt when it ends by this client's clock; empty if the server does not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1">RFC 8693 section 2.2.1</a>
 */
public record IssuedToken(Secret token, String type, Optional<Instant> expiresAt) {}
