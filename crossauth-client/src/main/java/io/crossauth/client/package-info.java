/** The client: every way to log a user in, or to get a service its tokens. */
@NullMarked
package io.crossauth.client;

import org.jspecify.annotations.NullMarked;
