/** FAPI 2.0: what the profile demands of a provider, and of a login. */
@NullMarked
package io.crossauth.client.internal.fapi;

import org.jspecify.annotations.NullMarked;
