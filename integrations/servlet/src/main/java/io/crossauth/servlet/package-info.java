/**
 * A web application that people log in to: the filter that does login, callback, sessions, logout,
 * protected paths and calls to APIs for the application's own pages.
 */
@NullMarked
package io.crossauth.servlet;

import org.jspecify.annotations.NullMarked;
