/** The token that Quasar wants against forged requests. */
@NullMarked
package io.crossauth.yandex.quasar;

import org.jspecify.annotations.NullMarked;
