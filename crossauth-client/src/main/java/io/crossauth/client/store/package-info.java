/** Where tokens of users' sessions are kept between calls, nodes and restarts. */
@NullMarked
package io.crossauth.client.store;

import org.jspecify.annotations.NullMarked;
