/** Login for command-line programs: the browser comes back to a port of this machine. */
@NullMarked
package io.crossauth.client.loopback;

import org.jspecify.annotations.NullMarked;
