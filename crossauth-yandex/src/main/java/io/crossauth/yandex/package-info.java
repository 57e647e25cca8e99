/** Yandex Passport: one object that logs a user in and gets the tokens of the chain. */
@NullMarked
package io.crossauth.yandex;

import org.jspecify.annotations.NullMarked;
