/** Keeping clients, sessions and logins in a database. */
@NullMarked
package io.crossauth.jdbc;

import org.jspecify.annotations.NullMarked;
