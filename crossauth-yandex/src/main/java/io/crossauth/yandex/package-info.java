/** Yandex Passport, on top of the client: the room of what follows no standard. */
@NullMarked
package io.crossauth.yandex;

import org.jspecify.annotations.NullMarked;
