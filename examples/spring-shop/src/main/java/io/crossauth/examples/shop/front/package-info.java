/** The pages of the shop, which people log in to. */
@NullMarked
package io.crossauth.examples.shop.front;

import org.jspecify.annotations.NullMarked;
