/** From measured values to tables, gates, a page and a picture. */
@NullMarked
package io.crossauth.benchmarks.report;

import org.jspecify.annotations.NullMarked;
