package io.crossauth.examples.demo;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.DevicePrompt.TerminalOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.examples.nodes.ThreeNodes;
import io.crossauth.examples.yandex.QrLogin;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Runs every flow against a real provider, and shows what happened. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts a real Keycloak, logs users in and gets tokens by every flow, checks every token, "
            + "and shows what went over the wire and what the server's own log says about it.")
public final class Demo implements Callable<Integer> {

  private static final int FAILED = 1;

  private final PrintStream out;
  private final ProviderSource keycloak;
  private final boolean terminal;
  private final Ending ending;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @Option(names = "--quick", description = "Run against a provider in this process: seconds.")
  private boolean quick;

  @Option(names = "--serve", description = "Keep the server up, and print clients and accounts.")
  private boolean serve;

  @Option(
      names = "--web",
      description = "Keep the server up, and a page to play with: login, tokens, API, logout.")
  private boolean web;

  @Option(
      names = "--yandex",
      description = "Log in at a fake Yandex Passport by a QR code, and list its smart home.")
  private boolean yandex;

  @Option(
      names = "--nodes",
      description = "Three JVMs on one database: log in at one, refresh, log out at another.")
  private boolean nodes;

  @Option(
      names = "--break",
      paramLabel = "WHAT",
      defaultValue = "none",
      description = "Spoil one thing on purpose: signature, state or audience.")
  private Breakage breakage = Breakage.NONE;

  @Mixin private final ServerOptions server = new ServerOptions();

  Demo(PrintStream out, ProviderSource keycloak, boolean terminal, Ending ending) {
    this.out = out;
    this.keycloak = keycloak;
    this.terminal = terminal;
    this.ending = ending;
  }

  /** Runs the demo and ends the process: 0 if all flows passed, 1 if not, 2 for a wrong option. */
  public static void main(String[] arguments) {
    Demo demo =
        new Demo(
            System.out,
            progress -> KeycloakServer.builder().progress(progress).start(),
            Boolean.getBoolean("crossauth.demo.terminal"),
            Ending.ofThisProcess());
    System.exit(demo.run(arguments));
  }

  /** The exit code. */
  int run(String... arguments) {
    return new CommandLine(this)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e))
        .execute(arguments);
  }

  @Override
  public Integer call() {
    if (web && (yandex || nodes || serve || server.given() || breakage != Breakage.NONE)) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "--web goes with --quick alone");
    }
    if (yandex) {
      return withYandex();
    }
    if (nodes) {
      return withNodes();
    }
    if (!server.given()) {
      return withProvider();
    }
    if (!server.complete() || quick || serve || breakage != Breakage.NONE) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "--issuer needs --client-id, and goes without --quick, --serve and --break");
    }
    return withServer();
  }

  private int withYandex() {
    if (server.given() || quick || serve || nodes || breakage != Breakage.NONE) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "--yandex goes without others");
    }
    return QrLogin.run(new PrintWriter(out, true, Charset.defaultCharset()), false);
  }

  private int withNodes() {
    if (server.given() || quick || serve || breakage != Breakage.NONE) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "--nodes goes without others");
    }
    return ThreeNodes.run(new PrintWriter(out, true, Charset.defaultCharset()));
  }

  private int withProvider() {
    try (TestProvider provider = start()) {
      if (web) {
        new Web(provider, out, terminal).untilStopped();
        return 0;
      }
      if (serve) {
        new Served(provider, out).untilStopped();
        return 0;
      }
      try (ApacheHttpTransport http = ApacheHttpTransport.create()) {
        Wire wire = new Wire(breakage.spoil(http));
        Report report = new Report(out);
        List<Row> rows;
        try (Scene scene = new TestScene(provider, wire, breakage, screen())) {
          out.println("The provider is " + provider.issuer());
          rows =
              new Performance(scene, wire, provider::eventCounts, report, ending).run(Flows.all());
        }
        report.events(quick ? "The provider's own log" : "Keycloak's own event log", rows);
        if (breakage != Breakage.NONE) {
          report.noticed(breakage, rows);
        } else {
          report.howToGoOn();
        }
        report.sum(rows);
        return breakage == Breakage.NONE && allPassed(rows) ? 0 : FAILED;
      }
    }
  }

  /** The standard output knows what can be drawn on it; another stream takes everything. */
  private DevicePrompt screen() {
    return out == System.out
        ? DevicePrompt.terminal()
        : DevicePrompt.terminal(TerminalOptions.defaults().withOutput(out));
  }

  private TestProvider start() {
    try (Progress progress = Progress.on(out, terminal)) {
      progress.say(quick ? "starting a provider in this process" : "starting a real Keycloak");
      return quick
          ? InProcessProvider.builder().mutualTlsAliases().start()
          : keycloak.start(progress::say);
    }
  }

  private int withServer() {
    try (ApacheHttpTransport http = ApacheHttpTransport.create()) {
      Wire wire = new Wire(http);
      Report report = new Report(out);
      Optional<Person> person =
          terminal ? Optional.of(new TerminalPerson(out, server.redirectPort())) : Optional.empty();
      List<Row> rows;
      try (Scene scene = new ServerScene(server, wire, person)) {
        rows = new Performance(scene, wire, Map::of, report, ending).run(Flows.ofAnyServer());
      }
      report.sum(rows);
      return allPassed(rows) ? 0 : FAILED;
    }
  }

  private static boolean allPassed(List<Row> rows) {
    return !rows.isEmpty() && rows.stream().allMatch(Row::passed);
  }

  /** The message alone: the story is in it, and a stack trace helps nobody here. */
  private int failed(Exception e) {
    ending.letPass();
    String code = e instanceof CrossauthException ours ? ours.code() + ": " : "";
    out.println("demo: " + code + (e.getMessage() == null ? e.toString() : e.getMessage()));
    out.flush();
    return FAILED;
  }
}
