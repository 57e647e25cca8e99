package io.crossauth.examples.yandex;

import io.crossauth.error.CrossauthException;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.login.QrSession;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Logs in by a QR code in the terminal: at a fake Passport in this process, which scans the code by
 * itself, or with {@code --live} at Yandex, where you do.
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
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Passport passport = live ? new LivePassport() : new PassportInProcess();
        YandexPassportClient yandex = passport.client()) {
      QrSession qr = yandex.startQrLogin();
      out.println(qr.terminalQr());
      passport.shown(out);
      PassportCredentials me = yandex.pollQrUntilConfirmed(qr);
      out.println("Logged in as " + me.displayLogin().orElse("somebody") + ".");
      out.println(me);
      return 0;
    } catch (CrossauthException e) {
      out.println("Not logged in: " + e.getMessage());
      return 1;
    }
  }
}
