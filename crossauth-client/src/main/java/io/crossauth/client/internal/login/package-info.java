/** Login with a browser: the request, the checks of the callback, the loopback listener, logout. */
@NullMarked
package io.crossauth.client.internal.login;

import org.jspecify.annotations.NullMarked;
