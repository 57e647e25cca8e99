package io.crossauth.testkit.browser;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What one person answers on one walk through a provider's pages; no question twice. */
final class Person {

  private final String user;
  private final String password;
  private final String userCode;
  private final String consent;
  private final OneTimeCode oneTimeCode;
  private final Set<Question> answered = EnumSet.noneOf(Question.class);

  /** {@code consent} is the button to press on the consent page. */
  Person(String user, String password, String userCode, String consent, OneTimeCode oneTimeCode) {
    this.user = user;
    this.password = password;
    this.userCode = userCode;
    this.consent = consent;
    this.oneTimeCode = oneTimeCode;
  }

  boolean hasAnswered(Question question) {
    return answered.contains(question);
  }

  /**
   * Fills the form of a page.
   *
   * @return empty if the page asks nothing that a person here can answer
   * @throws IllegalStateException if it asks what was answered already
   */
  Optional<Submission> answer(Page page) {
    for (Question question : Question.values()) {
      Optional<PageForm> form = page.formAsking(question);
      if (form.isPresent()) {
        if (!answered.add(question)) {
          throw new IllegalStateException("asked again for " + question + ": " + page);
        }
        return Optional.of(fill(form.get(), question));
      }
    }
    return Optional.empty();
  }

  private Submission fill(PageForm form, Question question) {
    return switch (question) {
      case USER_CODE -> form.fill(question, userCode).submit();
      case CONSENT -> form.press(consent);
      case ONE_TIME_CODE -> form.fill(question, oneTimeCode.now()).submit();
      case PASSWORD -> form.fill(Question.USERNAME, user).fill(question, password).submit();
      case USERNAME -> form.fill(question, user).submit();
    };
  }
}
