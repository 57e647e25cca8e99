package consumer;

/** What a program does with one artifact; an exception means that it does not work. */
interface Part {
  void run(Provider provider) throws Exception;

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("expected " + what);
    }
  }
}
