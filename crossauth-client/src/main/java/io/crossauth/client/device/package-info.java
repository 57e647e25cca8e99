/** Login on another device (RFC 8628). */
@NullMarked
package io.crossauth.client.device;

import org.jspecify.annotations.NullMarked;
