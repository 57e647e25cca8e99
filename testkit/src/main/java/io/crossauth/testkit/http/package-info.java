/** What HTTP carries in tests: a request as it came, and a reply as it is to be sent. */
@NullMarked
package io.crossauth.testkit.http;

import org.jspecify.annotations.NullMarked;
