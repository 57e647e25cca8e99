/** Claims about the user from the userinfo endpoint. */
@NullMarked
package io.crossauth.client.userinfo;

import org.jspecify.annotations.NullMarked;
