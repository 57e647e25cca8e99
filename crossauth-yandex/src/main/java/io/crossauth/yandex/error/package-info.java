/** What can go wrong with Yandex Passport. */
@NullMarked
package io.crossauth.yandex.error;

import org.jspecify.annotations.NullMarked;
