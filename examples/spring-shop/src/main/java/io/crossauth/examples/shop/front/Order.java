package io.crossauth.examples.shop.front;

/**
 * An order, as the API tells it.
 *
 * @param item what
 * @param day when it comes
 * @param to to whom
 */
record Order(String item, String day, String to) {}
