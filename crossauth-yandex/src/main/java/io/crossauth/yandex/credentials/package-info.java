/** What a login gave: keeping it fresh, and keeping it safe. */
@NullMarked
package io.crossauth.yandex.credentials;

import org.jspecify.annotations.NullMarked;
