/** One token or session for another, and what is asked with them. */
@NullMarked
package io.crossauth.yandex.internal.exchange;

import org.jspecify.annotations.NullMarked;
