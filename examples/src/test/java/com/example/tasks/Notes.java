package com.example.tasks;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.CrossauthException;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** A program on a desk, a television, a machine without a browser: the user logs in once. */
public final class Notes implements AutoCloseable {

  /** Any name will do: this program has one user. */
  private static final String ME = "me";

  private final OAuthClient client;
  private final DevicePrompt prompt;
  private final TokenManager sessions;
  private final HttpClient http = HttpClient.newHttpClient();

  Notes(OAuthClient client, DevicePrompt prompt, Path folder) throws IOException {
    this.client = client;
    this.prompt = prompt;
    SealingKey key = key(Files.createDirectories(folder).resolve("key"));
    this.sessions = client.tokenManager(TokenStore.encryptedFiles(folder.resolve("tokens"), key));
  }

  /** {@code Notes https://id.example.com/realms/shop notes https://api.example.com/notes}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("user.home"), ".config", "notes");
    OAuthClient client = OAuthClient.builder(args[0]).clientId(args[1]).build();
    try (Notes notes = new Notes(client, DevicePrompt.terminal(), folder)) {
      System.out.println(notes.read(URI.create(args[2])));
    }
  }

  /** What the API answers; the user logs in first where nobody is logged in any more. */
  String read(URI api) throws IOException, InterruptedException {
    try {
      return call(api);
    } catch (CrossauthException e) {
      // No login yet, or one that is over, or a damaged file; or a key that somebody has deleted,
      // of which a program of one user has no earlier one.
      if (!e.needsLogin() && !e.code().equals("store.unknown_key")) {
        throw e;
      }
      sessions.signedOut(ME);
      sessions.signedIn(ME, client.deviceCodeFlow(prompt, "openid", "offline_access"));
      return call(api);
    }
  }

  private String call(URI api) throws IOException, InterruptedException {
    ResourceClient notes = ResourceClient.of(http, sessions.source(ME), api.resolve("/"));
    HttpResponse<String> answer =
        notes.send(HttpRequest.newBuilder(api).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("notes: expected 200, found " + answer.statusCode());
    }
    return answer.body();
  }

  /** Ends the login, at the provider and here. */
  void logOut() {
    sessions
        .tokens(ME)
        .ifPresent(tokens -> client.revoke(tokens.refreshToken().orElse(tokens.accessToken())));
    sessions.signedOut(ME);
  }

  /** The key of the files, made at the first start, in a file that only its owner may read. */
  private static SealingKey key(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] fresh = new byte[32];
      new SecureRandom().nextBytes(fresh);
      Path written = Files.write(Files.createTempFile(file.getParent(), "key", ""), fresh);
      Files.move(written, file);
    }
    return SealingKey.of(Files.readAllBytes(file));
  }

  /** Ends a renewal that is under way in good order. */
  @Override
  public void close() {
    client.close();
  }
}
