/** Takes tokens, cookies, passwords and codes out of strings that go to a log. */
@NullMarked
package io.crossauth.redaction;

import org.jspecify.annotations.NullMarked;
