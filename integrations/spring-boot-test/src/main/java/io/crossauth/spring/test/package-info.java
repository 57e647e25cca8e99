/** A provider in the process for tests of Spring Boot applications. */
@NullMarked
package io.crossauth.spring.test;

import org.jspecify.annotations.NullMarked;
