/** Calls of the introspection, revocation and userinfo endpoints. */
@NullMarked
package io.crossauth.client.internal.introspection;

import org.jspecify.annotations.NullMarked;
