/** Takes tokens, cookies and passwords out of what Log4j 2 writes. */
@NullMarked
package io.crossauth.log4j2;

import org.jspecify.annotations.NullMarked;
