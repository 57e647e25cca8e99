/** Whose token it is. */
@NullMarked
package io.crossauth.yandex.account;

import org.jspecify.annotations.NullMarked;
