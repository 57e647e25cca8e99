/** Logs by Log4j 2, without secrets. */
module shop.log4j2 {
  requires org.apache.logging.log4j;
  // Found as a service, and named here for what it requires of the JDK.
  requires org.apache.logging.log4j.core;
  // Named in log4j2.xml alone, and an automatic module: what it stands on is named here, too.
  requires io.crossauth.log4j2;
  requires io.crossauth.wellknown;
}
