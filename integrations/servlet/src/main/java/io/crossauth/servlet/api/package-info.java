/**
 * An API on servlets: the filter that lets requests pass by their access tokens, and the principal
 * that it hands to the servlets behind it.
 */
@NullMarked
package io.crossauth.servlet.api;

import org.jspecify.annotations.NullMarked;
