/** The calls that the client makes as itself. */
@NullMarked
package io.crossauth.client.internal.call;

import org.jspecify.annotations.NullMarked;
