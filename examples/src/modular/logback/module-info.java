/** Logs by Logback, without secrets. */
module shop.logback {
  requires org.slf4j;
  // Logback reads its configuration by it, and calls it optional.
  requires java.naming;
  // Named in logback.xml alone, and an automatic module: what it stands on is named here, too.
  requires io.crossauth.logback;
  requires io.crossauth.wellknown;
}
