/** From the address of an API to a token for it: who may give it, for whom, and the login. */
@NullMarked
package io.crossauth.client.resource.login;

import org.jspecify.annotations.NullMarked;
