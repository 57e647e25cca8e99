/** QR codes: for terminals, for web pages, as pictures. */
@NullMarked
package io.crossauth.client.qr;

import org.jspecify.annotations.NullMarked;
