package io.crossauth.examples.yandex;

import io.crossauth.error.CrossauthException;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Logs in by a QR code in the terminal, and lists the devices of the smart home: at a fake Passport
 * in this process, which scans the code by itself, or with {@code --live} at Yandex, where you do.
 */
@Command(
    name = "yandex-qr-login",
    mixinStandardHelpOptions = true,
    description = "Logs in to your own Yandex account by a QR code. Unofficial.")
public final class QrLogin implements Callable<Integer> {

  @Option(names = "--live", description = "Talk to the real servers; scan with your Yandex app.")
  private boolean live;

  @Spec private @Nullable CommandSpec spec;

  /** Runs it, and ends the process: 0 if you are logged in, 1 if not, 2 for a wrong option. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new QrLogin())
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .execute(args));
  }

  @Override
  public Integer call() {
    return run(Objects.requireNonNull(spec).commandLine().getOut(), live);
  }

  /**
   * Logs in and lists the devices.
   *
   * @param out where the code and what happens are printed
   * @param live whether to talk to the real servers
   * @return 0 if somebody is logged in, 1 if not
   */
  public static int run(PrintWriter out, boolean live) {
    try (Passport passport = live ? new LivePassport() : new PassportInProcess();
        YandexPassportClient yandex = passport.client()) {
      QrSession qr = yandex.startQrLogin();
      out.println(qr.terminalQr());
      out.println("The code leads to " + qr.qrUrl());
      passport.shown(out);
      out.print("Waiting for the app, for two minutes at most ");
      PassportCredentials me = yandex.pollQrUntilConfirmed(qr, showing(out));
      out.println();
      out.println("Logged in as " + me.displayLogin().orElse("somebody") + ".");
      out.println(me);
      List<String> devices = SmartHome.devices(yandex.session());
      out.println("Devices of the smart home: " + (devices.isEmpty() ? "none" : ""));
      devices.forEach(device -> out.println("  " + device));
      return 0;
    } catch (CrossauthException e) {
      out.println();
      out.println("Not logged in: " + e.getMessage());
      return 1;
    }
  }

  /** The way to stop is asked before each wait and each question: a good moment to show a sign. */
  private static PollOptions showing(PrintWriter out) {
    return PollOptions.usual()
        .withCancel(
            () -> {
              out.print('.');
              out.flush();
              return false;
            });
  }
}
