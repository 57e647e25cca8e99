package io.crossauth.jdbc;

import io.crossauth.client.manager.ClientDetails;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client as a row of the table. */
final class ClientRow {

  private final Database database;

  ClientRow(Database database) {
    this.database = database;
  }

  RegisteredClient read(ResultSet row) throws SQLException {
    try {
      ClientDetails details =
          new ClientDetails(
              row.getString("client_name"),
              texts(row.getString("redirect_uris")),
              texts(row.getString("valid_flows")),
              row.getBoolean("confidential"),
              Optional.ofNullable(row.getString("user_id")),
              members(row.getString("extra")));
      return new RegisteredClient(
          row.getString("client_id"),
          details,
          Optional.ofNullable(row.getString("secret_hash")).map(Secret::of),
          row.getLong("version"));
    } catch (JsonException | IllegalArgumentException e) {
      // The cause could quote the row.
      throw database.unreadable();
    }
  }

  static String json(Object value) {
    return Json.write(value);
  }

  private static List<String> texts(String json) throws JsonException {
    if (!(Json.value(json.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list)) {
      throw new IllegalArgumentException("expected an array");
    }
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(String.valueOf(item)));
    return texts;
  }

  private static Map<String, String> members(String json) throws JsonException {
    Map<String, String> members = new LinkedHashMap<>();
    Json.object(json.getBytes(StandardCharsets.UTF_8))
        .forEach((name, value) -> members.put(name, String.valueOf(value)));
    return members;
  }
}
