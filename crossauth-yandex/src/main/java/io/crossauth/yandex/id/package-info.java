/** Yandex ID, the documented side: a client for one's own registered application. */
@NullMarked
package io.crossauth.yandex.id;

import org.jspecify.annotations.NullMarked;
