/** Logs by Logback, without secrets. */
module shop.logback {
  requires org.slf4j;
  // Logback reads its configuration by these two, and calls the first optional.
  requires java.naming;
  requires java.xml;
  // Named in logback.xml alone, and an automatic module: what it stands on is named here, too.
  requires io.crossauth.logback;
  requires io.crossauth.wellknown;
}
