/** Device codes and refresh tokens at Yandex OAuth. */
@NullMarked
package io.crossauth.yandex.internal.device;

import org.jspecify.annotations.NullMarked;
