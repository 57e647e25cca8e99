package io.crossauth.examples.shop.delivery;

/**
 * What is on its way.
 *
 * @param item what
 * @param day when it comes
 * @param to to whom: the user of the token
 * @param by the client that has called for the user
 */
record Delivery(String item, String day, String to, String by) {}
