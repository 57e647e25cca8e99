/** Client-initiated backchannel authentication: requests, polls and pings. */
@NullMarked
package io.crossauth.client.internal.ciba;

import org.jspecify.annotations.NullMarked;
