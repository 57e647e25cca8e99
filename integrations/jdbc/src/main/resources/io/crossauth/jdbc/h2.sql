-- The tables of crossauth-jdbc, for H2 2.x. May run any number of times: makes what is not there,
-- and changes what an earlier version has made. No semicolon but at the end of a statement.

CREATE TABLE IF NOT EXISTS crossauth_schema (
  version INTEGER PRIMARY KEY
);

-- Clients of an authorization server. Secrets are salted hashes, lists and objects are JSON.
CREATE TABLE IF NOT EXISTS crossauth_client (
  client_id     VARCHAR(255) PRIMARY KEY,
  client_name   VARCHAR(200) NOT NULL,
  confidential  BOOLEAN      NOT NULL,
  secret_hash   VARCHAR(255),
  redirect_uris VARCHAR(1000000) NOT NULL,
  valid_flows   VARCHAR(1000000) NOT NULL,
  user_id       VARCHAR(255),
  extra         VARCHAR(1000000) NOT NULL,
  version       BIGINT       NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_client_by_user ON crossauth_client (user_id, client_id);
CREATE INDEX IF NOT EXISTS crossauth_client_by_name ON crossauth_client (client_name, client_id);

-- Sessions of users. Their names are digests, their tokens are sealed.
CREATE TABLE IF NOT EXISTS crossauth_session (
  session_id  VARCHAR(64) PRIMARY KEY,
  tokens      VARCHAR(1000000) NOT NULL,
  version     BIGINT      NOT NULL,
  saved_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  lease_fence VARCHAR(64),
  lease_until TIMESTAMP WITH TIME ZONE
);
-- Version 2: the day is indexed in place of the moment, which changes with every save.
ALTER TABLE crossauth_session ADD COLUMN IF NOT EXISTS saved_day INTEGER DEFAULT 0 NOT NULL;
CREATE INDEX IF NOT EXISTS crossauth_session_by_day ON crossauth_session (saved_day);
DROP INDEX IF EXISTS crossauth_session_by_age;

-- What was used and may not be used again: logins, logout tokens, others. Names are digests.
CREATE TABLE IF NOT EXISTS crossauth_one_time (
  one_time_id      VARCHAR(64) PRIMARY KEY,
  remembered_until TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_one_time_by_end ON crossauth_one_time (remembered_until);

-- Which sessions are of which login. All names are digests with a key, the session's is sealed too.
CREATE TABLE IF NOT EXISTS crossauth_index (
  session_id   VARCHAR(64) PRIMARY KEY,
  session_name VARCHAR(1000000) NOT NULL,
  by_subject   VARCHAR(64) NOT NULL,
  by_login     VARCHAR(64) NOT NULL,
  issued_at    BIGINT      NOT NULL,
  kept_until   TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_index_by_subject ON crossauth_index (by_subject);
CREATE INDEX IF NOT EXISTS crossauth_index_by_login ON crossauth_index (by_login);
CREATE INDEX IF NOT EXISTS crossauth_index_by_end ON crossauth_index (kept_until);

-- Logouts that may come before the sessions that they end.
CREATE TABLE IF NOT EXISTS crossauth_logout (
  logout_id  VARCHAR(64) PRIMARY KEY,
  issued_at  BIGINT NOT NULL,
  kept_until TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_logout_by_end ON crossauth_logout (kept_until);

-- Keys that an issuer shares with its consumers. Times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS crossauth_key (
  key_value  VARCHAR(1000) PRIMARY KEY,
  user_id    VARCHAR(255),
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  data       VARCHAR(1000000)
);
CREATE INDEX IF NOT EXISTS crossauth_key_by_user ON crossauth_key (user_id, key_value);
CREATE INDEX IF NOT EXISTS crossauth_key_by_end ON crossauth_key (expires_at);

INSERT INTO crossauth_schema (version)
  SELECT 2 WHERE NOT EXISTS (SELECT 1 FROM crossauth_schema WHERE version >= 2);
