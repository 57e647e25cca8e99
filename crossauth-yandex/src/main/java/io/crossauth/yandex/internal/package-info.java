/** The rules that every call to Yandex obeys, and its cookies; ours alone. */
@NullMarked
package io.crossauth.yandex.internal;

import org.jspecify.annotations.NullMarked;
