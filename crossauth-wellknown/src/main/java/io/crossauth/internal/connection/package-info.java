/** How this program reaches a provider: what all builders ask for alike. */
@NullMarked
package io.crossauth.internal.connection;

import org.jspecify.annotations.NullMarked;
