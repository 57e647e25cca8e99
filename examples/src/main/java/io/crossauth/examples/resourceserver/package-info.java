/** An API that checks bearer tokens, on nothing but the JDK's HTTP server. */
@NullMarked
package io.crossauth.examples.resourceserver;

import org.jspecify.annotations.NullMarked;
