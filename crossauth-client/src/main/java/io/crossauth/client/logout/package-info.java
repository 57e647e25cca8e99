/** The end of a login: ours, and the provider's. */
@NullMarked
package io.crossauth.client.logout;

import org.jspecify.annotations.NullMarked;
