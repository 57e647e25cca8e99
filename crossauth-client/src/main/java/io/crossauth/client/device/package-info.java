/** Login on another device. */
@NullMarked
package io.crossauth.client.device;

import org.jspecify.annotations.NullMarked;
