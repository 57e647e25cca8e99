/** One piece of work for all who want its result at the same time; ours alone. */
@NullMarked
package io.crossauth.internal.flight;

import org.jspecify.annotations.NullMarked;
