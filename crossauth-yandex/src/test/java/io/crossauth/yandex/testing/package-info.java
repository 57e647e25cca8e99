/** What the tests of this module share. */
@NullMarked
package io.crossauth.yandex.testing;

import org.jspecify.annotations.NullMarked;
