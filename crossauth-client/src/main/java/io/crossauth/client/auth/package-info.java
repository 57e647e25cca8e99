/** How the client proves to the server who it is. */
@NullMarked
package io.crossauth.client.auth;

import org.jspecify.annotations.NullMarked;
