/** Waiting for a user who decides elsewhere. */
@NullMarked
package io.crossauth.yandex.internal.polling;

import org.jspecify.annotations.NullMarked;
