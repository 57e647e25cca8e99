/** The token endpoint: a grant goes in, checked tokens come out. */
@NullMarked
package io.crossauth.client.token;

import org.jspecify.annotations.NullMarked;
