package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.Locale;
import java.util.Optional;

/** The page where a user enters the code of a device (RFC 8628 section 3.3), then logs in. */
final class DeviceEndpoint implements Handler {

  private final Realm realm;
  private final LoginEndpoint login;

  DeviceEndpoint(Realm realm, LoginEndpoint login) {
    this.realm = realm;
    this.login = login;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Optional<String> code =
        request.method().equals("POST")
            ? Parameters.ofForm(request).find("device_user_code")
            : request.queryParameter("user_code");
    if (code.isEmpty()) {
      return page(Optional.empty());
    }
    Optional<Device> device =
        realm
            .vault()
            .device(code.get().strip().toUpperCase(Locale.ROOT))
            .filter(known -> !known.expired(realm.now()));
    if (device.isEmpty()) {
      realm.events().addError("OAUTH2_DEVICE_VERIFY_USER_CODE");
      return page(Optional.of("Invalid code, please try again."));
    }
    realm.events().add("OAUTH2_DEVICE_VERIFY_USER_CODE");
    PendingLogin.Purpose purpose = new DevicePurpose(device.get());
    return login
        .session(request)
        .map(session -> login.resume(purpose, session))
        .orElseGet(() -> login.begin(purpose, Optional.empty()));
  }

  private Reply page(Optional<String> error) {
    return Pages.device(realm.settings().uri(Endpoint.DEVICE), error);
  }

  /** Always asks: the user must see what is at the other end (RFC 8628 section 5.4). */
  private record DevicePurpose(Device device) implements PendingLogin.Purpose {

    @Override
    public boolean needsConsent() {
      return true;
    }

    @Override
    public Reply granted(Grant.Session session) {
      device.decide(new Device.Decision.Approved(session));
      return Pages.message("Device Login Successful");
    }

    @Override
    public Reply denied() {
      device.decide(new Device.Decision.Denied());
      return Pages.message("Device Login Failed");
    }
  }
}
