/** Login by a QR code that the Yandex app scans. */
@NullMarked
package io.crossauth.yandex.qr;

import org.jspecify.annotations.NullMarked;
