/** Needs provider metadata alone. */
module shop.wellknown {
  requires io.crossauth.wellknown;
}
