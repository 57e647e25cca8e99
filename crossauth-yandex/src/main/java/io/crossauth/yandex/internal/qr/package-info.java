/** The calls of a login by QR code. */
@NullMarked
package io.crossauth.yandex.internal.qr;

import org.jspecify.annotations.NullMarked;
