/** Times that can be waited for and reckoned with. */
@NullMarked
package io.crossauth.internal.time;

import org.jspecify.annotations.NullMarked;
