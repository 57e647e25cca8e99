package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.ClaimRule;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a request may pass, by its access token, and how to answer if not. It takes tokens
 * of several issuers, each checked by a consumer of its own. Immutable and safe for use by many
 * threads.
 *
 * <pre>{@code
 * OAuthTokenConsumer consumer =
 *     OAuthTokenConsumer.builder("https://id.example.com/realms/shop")
 *         .audience("orders-api")
 *         .build();
 * OAuthResourceServer server = OAuthResourceServer.builder(consumer).build();
 *
 * // All values of the request's header Authorization, and what the request needs.
 * Access access = server.access(authorization, AccessRequirement.scopes("orders:read"));
 * if (access instanceof Access.Granted granted) {
 *   answer = granted.token().requireSubject();
 * } else if (access instanceof Access.Denied denied) {
 *   status = denied.challenge().status();
 *   headers.putAll(denied.challenge().headers());
 * }
 * }</pre>
 *
 * <p>By task:
 *
 * <ul>
 *   <li>scopes, roles, a stronger or newer login: {@link AccessRequirement}
 *   <li>what to log: {@link Builder#deniedListener}
 *   <li>a description for clients: {@link Builder#resource}
 *   <li>tokens that are bound to a key or a certificate: {@link Builder#dpop}, {@link
 *       #access(ApiRequest, AccessRequirement)}
 *   <li>servlets: the filter of {@code crossauth-servlet}
 *   <li>whole programs: {@code docs/tasks/check-tokens.md}, {@code docs/tasks/several-tenants.md}
 * </ul>
 */
public final class OAuthResourceServer {

  private final ConsumerChoice choice;
  private final List<String> issuers;
  private final @Nullable ProtectedResource resource;
  private final Challenges challenges;
  private final @Nullable DpopCheck dpop;
  private final ClientCertHeader certificates;
  private final Consumer<Access.Denied> deniedListener;
  private final boolean fapi2;

  OAuthResourceServer(Builder builder) {
    ProtectedResource described = builder.resource;
    this.choice = new ConsumerChoice(builder.consumers);
    this.issuers =
        builder.consumers.stream()
            .map(OAuthTokenConsumer::issuer)
            .filter(issuer -> !issuer.contains("{"))
            .distinct()
            .toList();
    this.resource = described;
    String metadata = described == null ? "" : described.metadataUri().toString();
    this.fapi2 = builder.fapi2;
    this.dpop = builder.dpop == null ? null : new DpopCheck(builder.dpop);
    this.challenges = new Challenges(builder.realm, metadata, dpop);
    this.certificates = builder.certificates;
    this.deniedListener = builder.deniedListener;
  }

  /**
   * Begins a resource server.
   *
   * @param consumers who check tokens, one or more; they are not closed by it
   * @return a builder, whose settings all have defaults
   */
  public static Builder builder(OAuthTokenConsumer... consumers) {
    return new Builder(List.of(consumers));
  }

  /**
   * Checks an access token by the consumer of its issuer. Where several are for that issuer, one of
   * them must accept it.
   *
   * @param token the token alone, without {@code Bearer}
   * @return the token, which has passed every check
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws InsufficientPrivilegesException if a {@link ClaimRule} forbids its use: answer 403
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verify(String token) {
    return verify(token, TokenExpectations.none());
  }

  /**
   * Checks an access token that must also say what this call expects.
   *
   * @param token the token alone, without {@code Bearer}
   * @param expectations what this call expects; {@link TokenExpectations#none()} for nothing
   * @return the token, which has passed every check
   * @throws TokenRejectedException if it is not acceptable: answer 401
   * @throws InsufficientPrivilegesException if a {@link ClaimRule} forbids its use: answer 403
   * @throws TransportException if the keys to check it cannot be had: answer 503
   */
  public VerifiedToken verify(String token, TokenExpectations expectations) {
    CrossauthException refusal = null;
    TransportException outage = null;
    for (OAuthTokenConsumer consumer : choice.of(token)) {
      try {
        VerifiedToken verified = consumer.verify(token, TokenType.ACCESS, expectations);
        return fapi2 ? Fapi2Resource.bound(verified) : verified;
      } catch (TokenRejectedException | InsufficientPrivilegesException e) {
        refusal = refusal == null || saysLess(refusal) ? e : refusal;
      } catch (TransportException e) {
        // The next one may have its keys, and accept the token.
        outage = outage == null ? e : outage;
      }
    }
    if (outage != null) {
      throw outage;
    }
    if (refusal == null) {
      throw new IllegalStateException("nobody was asked");
    }
    throw refusal;
  }

  /** What is wrong with a token that is for us, says more than that it is for somebody else. */
  private static boolean saysLess(CrossauthException first) {
    return first instanceof TokenRejectedException rejected
        && (rejected.reason() == RejectionReason.WRONG_AUDIENCE
            || rejected.reason() == RejectionReason.ENCRYPTION);
  }

  /**
   * Checks an access token for those who need not know why it was refused.
   *
   * @param token the token alone, without {@code Bearer}
   * @return the token; empty if it is not acceptable, and only then
   * @throws TransportException if the keys to check it cannot be had
   */
  public Optional<VerifiedToken> accessTokenAuthorized(String token) {
    try {
      return Optional.of(verify(token));
    } catch (TokenRejectedException e) {
      Access unused = denied(e, AccessRequirement.none());
      return Optional.empty();
    } catch (InsufficientPrivilegesException e) {
      Access unused = denied(challenges.forbidden(e, AccessRequirement.none()), e);
      return Optional.empty();
    }
  }

  /**
   * Says whether a request may pass.
   *
   * @param authorization the values of all its {@code Authorization} headers
   * @param requirement what it needs beyond a good token
   * @return whether it may pass, and the challenge if not
   * @throws TransportException if the keys to check its token cannot be had: answer 503
   */
  public Access access(Collection<String> authorization, AccessRequirement requirement) {
    return access(authorization, requirement, TokenExpectations.none());
  }

  /**
   * Says whether a request may pass whose caller has proved something.
   *
   * @param authorization the values of all its {@code Authorization} headers
   * @param requirement what it needs beyond a good token
   * @param proof what was proved, such as {@link TokenExpectations#withCertificate}
   * @return whether it may pass, and the challenge if not
   * @throws TransportException if the keys to check its token cannot be had: answer 503
   */
  public Access access(
      Collection<String> authorization, AccessRequirement requirement, TokenExpectations proof) {
    return access(BearerHeader.of(List.copyOf(authorization)), requirement, proof);
  }

  private Access access(
      BearerHeader header, AccessRequirement requirement, TokenExpectations proof) {
    if (header instanceof BearerHeader.Malformed malformed) {
      return denied(challenges.invalidRequest(malformed.rule()), null);
    }
    if (!(header instanceof BearerHeader.Token token)) {
      return denied(challenges.noToken(requirement), null);
    }
    return token.dpop()
        ? granted(token, requirement, proof, () -> {}, challenges)
        : bearer(token, requirement, proof);
  }

  /**
   * Says whether a request may pass, by its token and by what the token is bound to: a DPoP proof
   * is checked where {@link Builder#dpop} is set; the certificate where the request has one, of its
   * connection or of a proxy that {@link Builder#clientCertificatesFrom} names. A token that is
   * bound to both needs both; one that is bound to nothing is refused where a certificate is shown.
   *
   * @param request the request
   * @param requirement what it needs beyond a good token
   * @return whether it may pass, and the challenge if not; {@link BearerChallenge#headers} are the
   *     headers to answer with
   * @throws TransportException if the keys to check its token cannot be had: answer 503
   * @throws StorageException if nobody can say whether a proof has been used before: answer 503
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7">RFC 9449 section 7</a>
   */
  public Access access(ApiRequest request, AccessRequirement requirement) {
    X509Certificate certificate;
    try {
      certificate = certificates.certificate(request);
    } catch (ClientCertHeader.Unreadable e) {
      return denied(challenges.invalidRequest("the Client-Cert header is no certificate"), null);
    }
    TokenExpectations proof =
        certificate == null
            ? TokenExpectations.none()
            : TokenExpectations.none().withCertificate(certificate);
    BearerHeader header = BearerHeader.of(request.headers("Authorization"));
    DpopCheck check = dpop;
    if (check == null || !(header instanceof BearerHeader.Token token)) {
      return access(header, requirement, proof);
    }
    return token.dpop()
        ? proved(check, request, token, requirement, proof)
        : bearer(token, requirement, proof);
  }

  private Access proved(
      DpopCheck check,
      ApiRequest request,
      BearerHeader.Token token,
      AccessRequirement requirement,
      TokenExpectations proof) {
    Challenges ofDpop = challenges.ofDpop();
    try {
      DpopProof proven = check.check(request, token.text());
      return granted(
          token, requirement, proof.withDpopKey(proven.jkt()), () -> check.use(proven), ofDpop);
    } catch (TokenRejectedException e) {
      return denied(ofDpop.badProof(e), e);
    }
  }

  private Access bearer(
      BearerHeader.Token token, AccessRequirement requirement, TokenExpectations proof) {
    if (dpop != null && dpop.required()) {
      TokenRejectedException refusal =
          new TokenRejectedException(
              RejectionReason.UNSUPPORTED_SCHEME,
              null,
              "the scheme DPoP",
              "Bearer",
              "this API takes tokens that are bound to a key, with a DPoP proof");
      return denied(challenges.rejected(refusal, requirement), refusal);
    }
    return granted(token, requirement, proof, () -> {}, challenges);
  }

  private Access granted(
      BearerHeader.Token token,
      AccessRequirement requirement,
      TokenExpectations proof,
      Runnable whenGood,
      Challenges answers) {
    Scheme scheme = Scheme.of(token, proof);
    VerifiedToken verified;
    try {
      scheme.checkRequest();
      verified = verify(token.text(), requirement.in(proof));
      scheme.check(verified);
    } catch (TokenRejectedException e) {
      TokenRejectedException refusal = scheme.refusal(e);
      return denied(answers.rejected(refusal, requirement), refusal);
    } catch (InsufficientPrivilegesException e) {
      return denied(answers.forbidden(e, requirement), e);
    }
    whenGood.run();
    try {
      return new Access.Granted(requirement.check(verified));
    } catch (InsufficientPrivilegesException e) {
      return denied(answers.forbidden(e, requirement), e);
    }
  }

  /**
   * {@return the nonce for the client's next DPoP proof, to send with any answer as {@link
   * BearerChallenge#NONCE_HEADER}; empty if none is asked for}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-8.2">RFC 9449 section 8.2</a>
   */
  public Optional<String> dpopNonce() {
    return dpop == null ? Optional.empty() : dpop.nonce();
  }

  private Access.Denied denied(TokenRejectedException failure, AccessRequirement requirement) {
    return denied(challenges.rejected(failure, requirement), failure);
  }

  private Access.Denied denied(BearerChallenge challenge, @Nullable CrossauthException failure) {
    Access.Denied denied = new Access.Denied(challenge, failure);
    try {
      deniedListener.accept(denied);
    } catch (RuntimeException e) {
      // A watcher's failure is not ours; deniedListener says that it is lost.
    }
    return denied;
  }

  /**
   * {@return where {@link #metadataDocument} must be served; empty if no resource was described}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728 section 3</a>
   */
  public Optional<URI> metadataUri() {
    return Optional.ofNullable(resource).map(ProtectedResource::metadataUri);
  }

  /**
   * {@return the JSON document that describes this resource server and its issuers, for anybody to
   * read; empty if no resource was described}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.2">RFC 9728 section 3.2</a>
   */
  public Optional<String> metadataDocument() {
    return Optional.ofNullable(resource).map(described -> described.document(issuers));
  }

  /** The issuers whose tokens are taken. */
  @Override
  public String toString() {
    return "OAuthResourceServer" + issuers;
  }

  /**
   * Builds an {@link OAuthResourceServer}. Everything has a default.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  public static final class Builder {

    final List<OAuthTokenConsumer> consumers;
    @Nullable ProtectedResource resource;
    String realm = "";
    Consumer<Access.Denied> deniedListener = denied -> {};
    @Nullable DpopProofs dpop;
    boolean fapi2;
    ClientCertHeader certificates = ClientCertHeader.fromNobody();

    Builder(List<OAuthTokenConsumer> consumers) {
      this.consumers = consumers;
    }

    /**
     * Describes the resource to clients: challenges then say where the description is. None by
     * default.
     *
     * @param described the description
     * @return this builder
     */
    public Builder resource(ProtectedResource described) {
      this.resource = described;
      return this;
    }

    /**
     * Sets the {@code realm} of challenges; none by default.
     *
     * @param name printable ASCII without quotes and backslashes
     * @return this builder
     */
    public Builder realm(String name) {
      this.realm = Quoted.text("realm", name);
      return this;
    }

    /**
     * Checks DPoP proofs, in {@link OAuthResourceServer#access(ApiRequest, AccessRequirement)}.
     * Without it, tokens that are bound to a key are refused.
     *
     * @param proofs how
     * @return this builder
     */
    public Builder dpop(DpopProofs proofs) {
      this.dpop = proofs;
      return this;
    }

    /**
     * Takes access tokens as FAPI 2.0 demands: bound to a key (DPoP) or a certificate (mutual TLS),
     * which the caller proves to have; an unbound one is refused ({@code token.missing_claim}).
     * {@link #build} refuses consumers that were built without {@link
     * OAuthTokenConsumerBuilder#fapi2}, and DPoP proofs by none of the algorithms of the profile;
     * by others they are not taken.
     *
     * @return this builder
     * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0
     *     Security Profile section 5.3.4</a>
     */
    public Builder fapi2() {
      this.fapi2 = true;
      return this;
    }

    /**
     * Takes the certificates of clients from the {@code Client-Cert} header of these proxies, which
     * end TLS and must replace that header in every request that they pass on. By default it counts
     * from nobody, since anybody can send it.
     *
     * @param proxies their IP addresses, or ranges of them: {@code 10.0.0.7}, {@code 10.1.0.0/16},
     *     {@code fd00::/8}; compared with {@link ApiRequest#from}
     * @return this builder
     * @throws IllegalArgumentException if there is none, or one is no address
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9440">RFC 9440</a>
     */
    public Builder clientCertificatesFrom(String... proxies) {
      if (proxies.length == 0) {
        throw new IllegalArgumentException("proxies: expected one or more, found none");
      }
      this.certificates = ClientCertHeader.from(List.of(proxies));
      return this;
    }

    /**
     * Watches refusals, for logs and counters; nobody does by default.
     *
     * @param watcher is told of each answer that is {@link Access.Denied}, and of each token for
     *     which {@link OAuthResourceServer#accessTokenAuthorized} is empty, on the thread of the
     *     request; it must not block, and what it throws is lost
     * @return this builder
     */
    public Builder deniedListener(Consumer<Access.Denied> watcher) {
      this.deniedListener = watcher;
      return this;
    }

    /**
     * Makes the resource server.
     *
     * @return the resource server, ready for use
     * @throws IllegalArgumentException if there is no consumer, if opaque tokens would be shown to
     *     more than one of them, or if one takes the access tokens of another by other keys; or
     *     {@link #fapi2} forbids a setting
     */
    public OAuthResourceServer build() {
      if (fapi2) {
        dpop = Fapi2Resource.checked(consumers, dpop);
      }
      if (consumers.isEmpty()) {
        throw new IllegalArgumentException("consumers: expected one or more, found none");
      }
      for (OAuthTokenConsumer one : consumers) {
        if (consumers.stream().anyMatch(one::contradicts)) {
          throw new IllegalArgumentException(
              "consumers: expected one source of keys for each issuer of access tokens, found two"
                  + " for that of "
                  + one.issuer()
                  + "; give both the same discovery, or the same keys");
        }
      }
      // An opaque token does not say whose it is, and is nobody else's business.
      if (consumers.stream().filter(OAuthTokenConsumer::acceptsOpaqueTokens).count() > 1) {
        throw new IllegalArgumentException(
            "consumers: expected opaque tokens for one of them at most, found more");
      }
      return new OAuthResourceServer(this);
    }
  }
}
