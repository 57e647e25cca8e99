/** The calls that the client makes as itself. */
@NullMarked
package io.crossauth.client.endpoint;

import org.jspecify.annotations.NullMarked;
