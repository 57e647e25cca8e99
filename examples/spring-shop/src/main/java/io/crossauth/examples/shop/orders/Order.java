package io.crossauth.examples.shop.orders;

/**
 * What a user has ordered, and what delivery says of it.
 *
 * @param item what
 * @param day when it comes
 * @param to to whom
 */
record Order(String item, String day, String to) {}
