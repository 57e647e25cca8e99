/** Login to one's own Yandex account by a QR code in the terminal. */
@NullMarked
package io.crossauth.examples.yandex;

import org.jspecify.annotations.NullMarked;
