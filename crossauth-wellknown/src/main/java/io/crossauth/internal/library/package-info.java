/** The libraries of others that we run on: which versions of them serve, and which are there. */
@NullMarked
package io.crossauth.internal.library;

import org.jspecify.annotations.NullMarked;
