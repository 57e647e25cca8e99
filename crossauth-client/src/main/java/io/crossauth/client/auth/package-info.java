/** Client authentication methods. */
@NullMarked
package io.crossauth.client.auth;

import org.jspecify.annotations.NullMarked;
