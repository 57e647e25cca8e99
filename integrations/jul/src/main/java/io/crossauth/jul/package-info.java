/** Takes tokens, cookies and passwords out of what {@code java.util.logging} writes. */
@NullMarked
package io.crossauth.jul;

import org.jspecify.annotations.NullMarked;
