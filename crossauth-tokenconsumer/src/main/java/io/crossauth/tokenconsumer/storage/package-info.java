/** A store of keys that expire, where an issuer and its consumers share one. */
@NullMarked
package io.crossauth.tokenconsumer.storage;

import org.jspecify.annotations.NullMarked;
