/** Takes tokens, cookies and passwords out of text that goes to a log. */
@NullMarked
package io.crossauth.yandex.log;

import org.jspecify.annotations.NullMarked;
