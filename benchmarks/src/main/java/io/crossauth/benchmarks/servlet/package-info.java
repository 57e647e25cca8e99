/** What a filter of crossauth-servlet costs a request, beyond the servlet behind it. */
@NullMarked
package io.crossauth.benchmarks.servlet;

import org.jspecify.annotations.NullMarked;
