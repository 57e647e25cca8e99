/** Values that the specifications pass around and that must not be mishandled. */
@NullMarked
package io.crossauth.value;

import org.jspecify.annotations.NullMarked;
