/** Session cookies of Yandex: from a browser, and from an x_token. */
@NullMarked
package io.crossauth.yandex.cookie;

import org.jspecify.annotations.NullMarked;
