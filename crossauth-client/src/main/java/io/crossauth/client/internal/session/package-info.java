/** Keeps access tokens fresh. */
@NullMarked
package io.crossauth.client.internal.session;

import org.jspecify.annotations.NullMarked;
