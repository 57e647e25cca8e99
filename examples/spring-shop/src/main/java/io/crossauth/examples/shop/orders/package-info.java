/** The API of the shop: what a user has ordered. */
@NullMarked
package io.crossauth.examples.shop.orders;

import org.jspecify.annotations.NullMarked;
