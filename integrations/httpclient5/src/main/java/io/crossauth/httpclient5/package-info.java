/** Tokens on the requests of Apache HttpClient 5. */
@NullMarked
package io.crossauth.httpclient5;

import org.jspecify.annotations.NullMarked;
