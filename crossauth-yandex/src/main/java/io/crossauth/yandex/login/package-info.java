/** What logins are begun with, and what they lead to: plain values. */
@NullMarked
package io.crossauth.yandex.login;

import org.jspecify.annotations.NullMarked;
