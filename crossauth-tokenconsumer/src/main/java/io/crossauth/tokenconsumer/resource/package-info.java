/** What a resource server answers: who may pass, and the challenge for those who may not. */
@NullMarked
package io.crossauth.tokenconsumer.resource;

import org.jspecify.annotations.NullMarked;
