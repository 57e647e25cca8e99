/** What Micrometer sees of token requests. */
@NullMarked
package io.crossauth.spring.observation;

import org.jspecify.annotations.NullMarked;
