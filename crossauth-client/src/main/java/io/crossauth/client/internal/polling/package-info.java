/** Asking again and again until an answer is final. */
@NullMarked
package io.crossauth.client.internal.polling;

import org.jspecify.annotations.NullMarked;
