/** Calls of a program to resource servers, with a token on them. */
@NullMarked
package io.crossauth.client.resource;

import org.jspecify.annotations.NullMarked;
