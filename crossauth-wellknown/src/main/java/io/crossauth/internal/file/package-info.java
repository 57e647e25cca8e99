/** Files with secrets, which only their owner may read. */
@NullMarked
package io.crossauth.internal.file;

import org.jspecify.annotations.NullMarked;
