/** Login on a device of the user's that the program asks for (OpenID Connect CIBA Core 1.0). */
@NullMarked
package io.crossauth.client.ciba;

import org.jspecify.annotations.NullMarked;
