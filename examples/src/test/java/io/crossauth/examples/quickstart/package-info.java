/**
 * The code of the README and of the pages about the flows: compiled, run, and held against them.
 */
package io.crossauth.examples.quickstart;
