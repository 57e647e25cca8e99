/** Servers that fail on purpose: what a network and a broken server can do to a client. */
@NullMarked
package io.crossauth.testkit.fault;

import org.jspecify.annotations.NullMarked;
