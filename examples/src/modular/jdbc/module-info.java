/** Keeps sessions in a database. */
module shop.jdbc {
  requires com.h2database;
  requires io.crossauth.client;
  requires io.crossauth.jdbc;
  // The two above are automatic modules, and those name nothing: what they stand on is named here.
  requires io.crossauth.tokenconsumer;
  // The database's driver wants the first of these.
  requires java.naming;
  requires java.sql;
}
