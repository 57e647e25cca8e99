/** Login on another device, in the words of Yandex OAuth. */
@NullMarked
package io.crossauth.yandex.device;

import org.jspecify.annotations.NullMarked;
