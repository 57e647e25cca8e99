/**
 * Tokens on the calls of an application to APIs: by {@code RestClient}, {@code WebClient} and HTTP
 * interfaces.
 */
@NullMarked
package io.crossauth.spring.call;

import org.jspecify.annotations.NullMarked;
