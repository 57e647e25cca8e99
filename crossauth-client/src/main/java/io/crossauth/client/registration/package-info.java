/** Registering clients at a server, and looking after the registration. */
@NullMarked
package io.crossauth.client.registration;

import org.jspecify.annotations.NullMarked;
