/**
 * Clients, login and token checks for Spring Boot: beans made of properties, each replaceable by
 * one of the application's own.
 */
@NullMarked
package io.crossauth.spring;

import org.jspecify.annotations.NullMarked;
