/** The calls of a login with a password, a second factor or a letter. */
@NullMarked
package io.crossauth.yandex.internal.password;

import org.jspecify.annotations.NullMarked;
