/** What a provider says about itself, and how it is found. */
@NullMarked
package io.crossauth.wellknown;

import org.jspecify.annotations.NullMarked;
