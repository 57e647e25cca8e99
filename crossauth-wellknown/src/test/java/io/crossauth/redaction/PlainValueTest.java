package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds between what people read and what only machines do. */
class PlainValueTest {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwx";
  private static final String BEFORE = "a line that says a lot before it comes to the point: ";

  /** Somewhere in a line, as they are found. */
  private static boolean isPlain(String value) {
    return PlainValue.is(BEFORE + value + " 1", BEFORE.length(), BEFORE.length() + value.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123e4567-e89b-12d3-a456-426614174000",
        "123E4567-E89B-12D3-A456-426614174000",
        "9fceb02d0ae598e95dc970b74767f19372d61af8",
        LETTERS,
        "az-za.az_za",
        "AZ-ZA",
        "x-Ab",
        "Ab-x",
        "fooBarBaz",
        "A",
        "abc1234",
        "1234",
        "a1234-b1234-c1234",
        "org.apache.HTTPClientABCd",
        "az.za.HTTPClientABCd",
        LETTERS + "." + LETTERS + ".HTTPClientABCd",
        "a.b." + LETTERS + LETTERS + "ABCdefghijkl",
        "eyjabc-abc"
      })
  @DisplayName("attack 6: words, class names, UUIDs and commits are read")
  void plain(String value) {
    assertThat(isPlain(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567ae89b-12d3-a456-426614174000",
        "123e4567-e89ba12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-4266141740000",
        "9fceb02d0ae598e95dc970b74767f19372d61aF8",
        "9fceb02d0ae598e95dc970b74767f19372d61ag8",
        "9fceb02d0ae598e95dc970b74767f19372d61af",
        LETTERS + "y",
        "FOOBar",
        "fooBAR",
        "fOO",
        "abc12345",
        "12345",
        "1abc",
        "ab1c",
        "a1234-b1234-c1234-d1",
        "a12345-b",
        "org.HTTPClientABCd",
        "Org.apache.HTTPClientABCd",
        "o2.apache.HTTPClientABCd",
        "org.apaChe.HTTPClientABCd",
        LETTERS + "y.b.HTTPClientABCd",
        "a.b." + LETTERS + LETTERS + "ABCdefghijklm",
        "eyJabc-abc"
      })
  @DisplayName("attack 6: what goes one step further is not")
  void wild(String value) {
    assertThat(isPlain(value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "l=aBc;l=***",
        "Q1w2E3r4T5y6U7i8O9p0Q1w2E3r4T5y6=x;***=x",
        "Authorization: Bearer abc x;Authorization: Bearer *** x",
        "code=the;code=***",
        "code: the;code: the",
        "L=aBc;L=***",
        "x=aBc;x=aBc",
        "code=109;code=109",
        "code=1090;code=***",
        "code=UNAUTHORIZED;code=UNAUTHORIZED",
        "state=unauthorized;state=unauthorized",
        "state=Unauthorized;state=***",
        "session=abcdefgh;session=abcdefgh",
        "session=abcdefghi;session=***",
        "tokens=10990;tokens=10990",
        "tokens=109901;tokens=***"
      })
  @DisplayName("attack 6: codes, states, sessions and counts are read while they are short words")
  void words(String line, String clean) {
    assertThat(Redaction.redact(BEFORE + line)).isEqualTo(BEFORE + clean);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "password=x-----BEGIN PRIVATE KEY----- a b -----END;"
            + "password=***-----BEGIN PRIVATE KEY-----***-----END",
        "password=-----BEGIN PRIVATE KEY----- a b -----END;"
            + "password=-----BEGIN PRIVATE KEY-----***-----END",
        "password=x-----BEGIN CERTIFICATE----- a b -----END;password=*** CERTIFICATE----- a b"
            + " -----END",
        "password=x-----BEGIN PRIVATE KEY----- a b;password=***-----BEGIN PRIVATE KEY-----***"
      })
  @DisplayName("attack 6: a private key that begins within a value is taken out to its own end")
  void keys(String line, String clean) {
    assertThat(Redaction.redact(line)).isEqualTo(clean);
  }
}
