package shop.servlet;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/** A web application with a protected path, and a look at how it answers. */
public final class Main {

  private Main() {}

  /** Takes the issuer, the certificate's file, the client and its secret. */
  public static void main(String[] args) throws IOException, LifecycleException {
    URI home = URI.create("http://127.0.0.1:" + freePort());
    String trusted = Files.readString(Path.of(args[1]));
    try (ApacheHttpTransport https =
            ApacheHttpTransport.builder().trustedCertificates(trusted).build();
        OAuthClient client =
            OAuthClient.builder(args[0])
                .clientId(args[2])
                .clientSecret(Secret.of(args[3]))
                .transport(https)
                .build()) {
      LoginFilter filter =
          LoginFilter.builder(client, home, SealingKey.ephemeral()).protect("/account/*").build();
      Tomcat tomcat = started(home, filter);
      System.out.println("/account is " + asked(home, "/account", "text/html"));
      System.out.println("for scripts it is " + asked(home, "/account", "application/json"));
      System.out.println("/login is " + asked(home, "/login", "text/html"));
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static Tomcat started(URI home, LoginFilter filter)
      throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    String folder = Files.createTempDirectory("shop").toString();
    tomcat.setBaseDir(folder);
    Connector connector = new Connector();
    connector.setProperty("address", home.getHost());
    connector.setPort(home.getPort());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder);
    Tomcat.addServlet(context, "files", new DefaultServlet()).addMapping("/");
    context.addServletContainerInitializer(
        (classes, application) ->
            application
                .addFilter("login", filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*"),
        null);
    tomcat.start();
    return tomcat;
  }

  private static String asked(URI home, String path, String accept) throws IOException {
    HttpURLConnection call = (HttpURLConnection) home.resolve(path).toURL().openConnection();
    call.setInstanceFollowRedirects(false);
    call.setRequestProperty("Accept", accept);
    String location = call.getHeaderField("Location");
    return call.getResponseCode()
        + (location == null ? "" : " to " + location.substring(0, Math.min(80, location.length())));
  }
}
