/** A tenant that speaks Auth0's protocol for a second factor, in this process. */
@NullMarked
package io.crossauth.testkit.auth0;

import org.jspecify.annotations.NullMarked;
