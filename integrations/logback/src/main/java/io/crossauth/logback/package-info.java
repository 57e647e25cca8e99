/** Takes tokens, cookies and passwords out of what Logback writes. */
@NullMarked
package io.crossauth.logback;

import org.jspecify.annotations.NullMarked;
