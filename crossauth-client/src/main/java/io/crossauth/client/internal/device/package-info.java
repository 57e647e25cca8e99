/** The device authorization grant. */
@NullMarked
package io.crossauth.client.internal.device;

import org.jspecify.annotations.NullMarked;
