/** A shop of three Spring Boot applications, each in a package of its own; this one starts all. */
@NullMarked
package io.crossauth.examples.shop;

import org.jspecify.annotations.NullMarked;
