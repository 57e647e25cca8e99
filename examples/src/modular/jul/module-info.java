/** Logs by the JDK's own logger, without secrets. */
module shop.jul {
  requires java.logging;
  // Named in logging.properties alone, and an automatic module: what it stands on is named, too.
  requires io.crossauth.jul;
  requires io.crossauth.wellknown;
}
