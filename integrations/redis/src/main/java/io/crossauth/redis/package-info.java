/** Keeping sessions, logins and keys in Redis, for programs of many nodes. */
@NullMarked
package io.crossauth.redis;

import org.jspecify.annotations.NullMarked;
