/** Login with a browser: the request, what is remembered meanwhile, and the callback. */
@NullMarked
package io.crossauth.client.login;

import org.jspecify.annotations.NullMarked;
