package io.crossauth.internal.http;

import java.util.Locale;
import org.apache.hc.client5.http.psl.DomainType;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Tells domains below which anybody may register a name: {@code ru}, {@code co.uk}. A cookie for
 * such a domain would go to strangers.
 *
 * @see <a href="https://publicsuffix.org/list/">the public suffix list</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5.3">RFC 6265 section 5.3</a>
 */
public final class PublicSuffixes {

  /** The list is long: it is read when the first name is looked up. */
  private static final class Holder {
    static final PublicSuffixMatcher LIST = PublicSuffixMatcherLoader.getDefault();
  }

  private PublicSuffixes() {}

  /**
   * Whether a domain is a public suffix; one of a single label always is.
   *
   * @param domain a domain in ASCII, without a dot before or after it
   */
  public static boolean contains(String domain) {
    String name = domain.toLowerCase(Locale.ROOT);
    return name.indexOf('.') < 0 || Holder.LIST.getDomainRoot(name) == null;
  }

  /** Whether a domain is one that somebody has registered right below a public suffix. */
  public static boolean isRegistered(String domain) {
    return domain.equals(Holder.LIST.getDomainRoot(domain, DomainType.ICANN));
  }
}
