/** Holds the pages below {@code docs/coming-from} against the artifacts that they speak of. */
package io.crossauth.comingfrom;
