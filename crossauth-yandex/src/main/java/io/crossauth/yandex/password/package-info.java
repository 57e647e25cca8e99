/** Experimental: login with a password, a second factor or a letter, as the web page does. */
@NullMarked
package io.crossauth.yandex.password;

import org.jspecify.annotations.NullMarked;
