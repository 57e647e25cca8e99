/** What a client asks to be allowed, and is allowed, in detail (RFC 9396). */
@NullMarked
package io.crossauth.authorization;

import org.jspecify.annotations.NullMarked;
