/** The HTTP transport, and the policies that can be put in front of it. */
@NullMarked
package io.crossauth.http;

import org.jspecify.annotations.NullMarked;
