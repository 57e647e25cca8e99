/** Reads the login page, as much of it as is needed to find one token. */
@NullMarked
package io.crossauth.yandex.internal.page;

import org.jspecify.annotations.NullMarked;
