/** Yandex in the process: Passport and Yandex ID with tracks, cookies and tokens, for tests. */
@NullMarked
package io.crossauth.testkit.yandex;

import org.jspecify.annotations.NullMarked;
