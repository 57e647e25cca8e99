/** Tokens for talking to a speaker in the local network. */
@NullMarked
package io.crossauth.yandex.glagol;

import org.jspecify.annotations.NullMarked;
