/** Values that are fetched once, renewed early, and asked for again with care after a failure. */
@NullMarked
package io.crossauth.internal.refresh;

import org.jspecify.annotations.NullMarked;
