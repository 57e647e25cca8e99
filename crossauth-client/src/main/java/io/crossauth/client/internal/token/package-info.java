/** The token endpoint: sends grants, reads and checks token responses. */
@NullMarked
package io.crossauth.client.internal.token;

import org.jspecify.annotations.NullMarked;
