/** Strict JSON reading and writing; ours alone. */
@NullMarked
package io.crossauth.internal.json;

import org.jspecify.annotations.NullMarked;
