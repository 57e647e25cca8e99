/** Session cookies for an x_token, and an x_token for a music token. */
@NullMarked
package io.crossauth.yandex.exchange;

import org.jspecify.annotations.NullMarked;
