package io.crossauth.examples.nodes;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import java.time.Duration;
import java.util.List;

/** An index that tells what is asked of it. */
record ToldIndex(SessionIndex inner, Steps steps) implements SessionIndex {

  @Override
  public boolean add(String session, LoginReference login, Duration kept) {
    boolean added = inner.add(session, login, kept);
    steps.asked(Picture.STORE, "index: note its login" + (added ? "" : ", which has ended"));
    return added;
  }

  @Override
  public void remove(String session) {
    inner.remove(session);
    steps.asked(Picture.STORE, "index: forget it");
  }

  @Override
  public List<String> end(LoginReference logout, Duration remembered) {
    List<String> sessions = inner.end(logout, remembered);
    steps.asked(Picture.STORE, "index: whose login was it? sessions: " + sessions.size());
    return sessions;
  }
}
