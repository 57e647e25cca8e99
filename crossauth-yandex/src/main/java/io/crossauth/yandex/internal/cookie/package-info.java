/** Cookies: the jar of a login, and those that a person has copied from a browser. */
@NullMarked
package io.crossauth.yandex.internal.cookie;

import org.jspecify.annotations.NullMarked;
