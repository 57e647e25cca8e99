/** The check of tokens that come with requests to a WebFlux application, off its event loops. */
@NullMarked
package io.crossauth.spring.reactive;

import org.jspecify.annotations.NullMarked;
