package io.crossauth.jdbc;

import javax.sql.DataSource;

/** The databases that are supported, and the ways to connect to them. */
enum Kind {
  H2 {
    @Override
    DataSource fresh() {
      return Databases.h2();
    }
  },
  POSTGRESQL {
    @Override
    DataSource fresh() {
      return Databases.postgres();
    }
  },
  POSTGRESQL_WITHOUT_AUTO_COMMIT {
    @Override
    DataSource fresh() {
      return new WithoutAutoCommit(Databases.postgres());
    }
  };

  /** A database with its tables and nothing in them. */
  abstract DataSource fresh();
}
