/** What peers refused and mutants survived, until these tests were written. */
@NullMarked
package io.crossauth.tokenconsumer.survivors;

import org.jspecify.annotations.NullMarked;
