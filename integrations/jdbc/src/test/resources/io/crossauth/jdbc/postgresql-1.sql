-- The tables of crossauth-jdbc, for PostgreSQL 12 and later.

-- Clients of an authorization server. Secrets are salted hashes, lists and objects are JSON.
CREATE TABLE IF NOT EXISTS crossauth_client (
  client_id     VARCHAR(255) PRIMARY KEY,
  client_name   VARCHAR(200) NOT NULL,
  confidential  BOOLEAN      NOT NULL,
  secret_hash   VARCHAR(255),
  redirect_uris TEXT         NOT NULL,
  valid_flows   TEXT         NOT NULL,
  user_id       VARCHAR(255),
  extra         TEXT         NOT NULL,
  version       BIGINT       NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_client_by_user ON crossauth_client (user_id, client_id);
CREATE INDEX IF NOT EXISTS crossauth_client_by_name ON crossauth_client (client_name, client_id);

-- Sessions of users. Their names are digests, their tokens are sealed.
CREATE TABLE IF NOT EXISTS crossauth_session (
  session_id  VARCHAR(64) PRIMARY KEY,
  tokens      TEXT        NOT NULL,
  version     BIGINT      NOT NULL,
  saved_at    TIMESTAMP WITH TIME ZONE NOT NULL,
  lease_fence VARCHAR(64),
  lease_until TIMESTAMP WITH TIME ZONE
);
CREATE INDEX IF NOT EXISTS crossauth_session_by_age ON crossauth_session (saved_at);

-- Logins that have had their callback.
CREATE TABLE IF NOT EXISTS crossauth_login (
  login_id         VARCHAR(64) PRIMARY KEY,
  remembered_until TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX IF NOT EXISTS crossauth_login_by_age ON crossauth_login (remembered_until);
