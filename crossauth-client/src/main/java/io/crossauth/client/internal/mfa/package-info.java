/** The second factor's endpoints. */
@NullMarked
package io.crossauth.client.internal.mfa;

import org.jspecify.annotations.NullMarked;
