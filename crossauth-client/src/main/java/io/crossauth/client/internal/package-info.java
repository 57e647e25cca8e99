/** What touches the Nimbus libraries; ours alone. */
@NullMarked
package io.crossauth.client.internal;

import org.jspecify.annotations.NullMarked;
