/** The service that brings what was ordered; it is called on behalf of the user. */
@NullMarked
package io.crossauth.examples.shop.delivery;

import org.jspecify.annotations.NullMarked;
