/**
 * What can go wrong with Yandex Passport.
 *
 * @serial exclude
 */
@NullMarked
package io.crossauth.yandex.error;

import org.jspecify.annotations.NullMarked;
