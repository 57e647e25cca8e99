/** Text that is safe to show; ours alone. */
@NullMarked
package io.crossauth.internal.text;

import org.jspecify.annotations.NullMarked;
