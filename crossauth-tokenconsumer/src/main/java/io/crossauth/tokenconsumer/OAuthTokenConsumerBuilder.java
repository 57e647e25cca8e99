package io.crossauth.tokenconsumer;

import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Libraries;
import io.crossauth.tokenconsumer.internal.check.TokenDialect;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link OAuthTokenConsumer}. Issuer and audience must be given.
 *
 * <p>Not safe for use by several threads; what it builds is.
 */
public final class OAuthTokenConsumerBuilder {

  /** The longest token by default, in characters: 16 KiB. */
  public static final int DEFAULT_MAX_TOKEN_LENGTH = 16 * 1024;

  /** How many keys of an issuer are used at most, by default. */
  public static final int DEFAULT_MAX_KEYS = 100;

  private static final int MAX_VERIFIED_TOKENS = 1_000_000;

  static final Duration DEFAULT_SKEW = Duration.ofSeconds(30);
  static final Duration MAX_SKEW = Duration.ofMinutes(10);

  final String issuer;
  final Set<String> audiences = new LinkedHashSet<>();
  final Set<String> trustedAudiences = new LinkedHashSet<>();
  final Set<String> authorizedParties = new LinkedHashSet<>();
  final Set<String> tenants = new LinkedHashSet<>();
  final Set<String> algorithms = new LinkedHashSet<>();
  String audienceClaim = "aud";
  ProviderConnection connection = ProviderConnection.usual();
  @Nullable Discovery discovery;
  @Nullable OpenIdConfiguration configuration;
  @Nullable KeySet keys;
  SharedSecrets sharedSecrets = SharedSecrets.none();
  int maxKeys = DEFAULT_MAX_KEYS;
  KeySetListener listener = KeySetListener.none();
  UnaryOperator<KeySet.RemoteBuilder> remoteKeys = usual -> usual;
  Duration clockSkew = DEFAULT_SKEW;
  @Nullable Duration maxTokenAge;
  AccessTokenProfile accessTokenProfile = AccessTokenProfile.COMPATIBLE;
  boolean explicitTyping;
  TokenDialect dialect = TokenDialect.standard();
  @Nullable String idTokenAlgorithm;
  SignedResponses responses = SignedResponses.usual();
  boolean encryptionOptional;
  boolean bindingWithoutProof;
  boolean opaqueTokensWithoutAudience;
  boolean jdkCryptoOnly;
  int verifiedTokens;
  int maxTokenLength = DEFAULT_MAX_TOKEN_LENGTH;
  DecryptionKeys decryptionKeys = DecryptionKeys.none();
  @Nullable KeyStorage keyStorage;
  @Nullable OneTimeStore oneTimeStore;
  @Nullable OneTimeStore replays;
  @Nullable Duration keyLifetime;
  @Nullable OpaqueTokenCheck opaqueTokens;
  final List<ClaimRule> accessTokenRules = new ArrayList<>();
  boolean fapi2;

  OAuthTokenConsumerBuilder(String issuer) {
    if (issuer.isBlank()) {
      throw new IllegalArgumentException("issuer: expected one, found an empty string");
    }
    this.issuer = issuer;
  }

  /**
   * Sets whom tokens must be for; required. For ID tokens this is the client id.
   *
   * @param anyOf the names of this API or client; a token must name one of them
   * @return this builder
   */
  public OAuthTokenConsumerBuilder audience(String... anyOf) {
    return addAll("audience", audiences, anyOf);
  }

  /**
   * Sets the claim of access tokens that names the audience, for servers without {@code aud};
   * {@code client_id} for Amazon Cognito. The default is {@code aud}.
   *
   * @param claim the name of the claim
   * @return this builder
   */
  public OAuthTokenConsumerBuilder audienceClaim(String claim) {
    this.audienceClaim = claim;
    return this;
  }

  /**
   * Sets audiences that an ID token may name beside ours. By default an ID token that names anybody
   * else is refused.
   *
   * @param names the audiences; none by default
   * @return this builder
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core section 3.1.3.7 step 3</a>
   */
  public OAuthTokenConsumerBuilder trustedAudiences(String... names) {
    return addAll("trustedAudiences", trustedAudiences, names);
  }

  /**
   * Sets the clients whose tokens are accepted. An ID token's {@code azp} may always be the
   * audience itself; with this, it may be one of these too (Google's mobile sign-in). Access tokens
   * are accepted from all clients of the issuer unless this is set; then they must name one of
   * these in {@code azp} or {@code client_id}.
   *
   * @param clientIds the client ids; all clients by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder authorizedParties(String... clientIds) {
    return addAll("authorizedParties", authorizedParties, clientIds);
  }

  /**
   * Sets the tenants whose tokens are accepted, for an issuer with {@code {tenantid}}; all by
   * default.
   *
   * @param tenantIds the values of {@code tid}; all by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder tenants(String... tenantIds) {
    return addAll("tenants", tenants, tenantIds);
  }

  /**
   * Sets the address of the metadata document, where it is not below the issuer.
   *
   * @param uri an absolute http or https address
   * @return this builder
   */
  public OAuthTokenConsumerBuilder discoveryUri(URI uri) {
    this.connection = connection.withDiscoveryUri(uri);
    return this;
  }

  /**
   * Sets where this program reaches the provider, when that is not the issuer (Docker, Kubernetes);
   * see {@link Discovery.Builder#authServerBaseUrl}. What tokens must say stays the issuer.
   *
   * @param uri an absolute http or https address
   * @return this builder
   */
  public OAuthTokenConsumerBuilder authServerBaseUrl(URI uri) {
    this.connection = connection.withAuthServerBaseUrl(uri);
    return this;
  }

  /**
   * Sets header fields for every call to the provider: for its metadata and for its keys.
   *
   * @param all the fields; none by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder headers(Headers all) {
    this.connection = connection.withHeaders(all);
    return this;
  }

  /**
   * Sets the HTTP transport; it is not closed by the consumer.
   *
   * @param other by default that of the discovery that was handed in, else one of the consumer's
   *     own
   * @return this builder
   */
  public OAuthTokenConsumerBuilder transport(HttpTransport other) {
    this.connection = connection.withTransport(other);
    return this;
  }

  /**
   * Sets the platform.
   *
   * @param other clock, ticker, scheduler, random; the system's by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder platform(Platform other) {
    this.connection = connection.withPlatform(other);
    return this;
  }

  /**
   * Sets the discovery to share with others; one of its own by default.
   *
   * @param shared the discovery of the same issuer; it stays its owner's
   * @return this builder
   */
  public OAuthTokenConsumerBuilder discovery(Discovery shared) {
    this.discovery = shared;
    return this;
  }

  /**
   * Sets the metadata by hand, so that none is fetched.
   *
   * @param metadata the metadata, with {@code jwks_uri} unless keys are given too
   * @return this builder
   */
  public OAuthTokenConsumerBuilder configuration(OpenIdConfiguration metadata) {
    this.configuration = metadata;
    return this;
  }

  /**
   * Sets where keys come from, instead of the issuer's JWKS; it is not closed by the consumer.
   *
   * @param set the key set
   * @return this builder
   */
  public OAuthTokenConsumerBuilder keys(KeySet set) {
    this.keys = set;
    return this;
  }

  /**
   * Changes how the issuer's keys are fetched and kept: how often tokens make it look for new ones
   * ({@link KeySet.RemoteBuilder#looks}), how long they wait for that ({@link
   * KeySet.RemoteBuilder#lookWait}), and how long keys are good. Called again, it changes what is
   * there.
   *
   * @param how gets the builder of the key set, and gives it back changed; by default as it is
   * @return this builder
   */
  public OAuthTokenConsumerBuilder remoteKeys(UnaryOperator<KeySet.RemoteBuilder> how) {
    UnaryOperator<KeySet.RemoteBuilder> before = remoteKeys;
    this.remoteKeys = keys -> how.apply(before.apply(keys));
    return this;
  }

  /**
   * Sets the one public key of the issuer, whatever a token calls it.
   *
   * @param pem a public key or a certificate
   * @param forAlgorithms what it is for; all that its kind can do if none is named
   * @return this builder
   * @throws IllegalArgumentException if it is not such, or too weak
   */
  public OAuthTokenConsumerBuilder publicKeyPem(String pem, String... forAlgorithms) {
    return keys(KeySet.ofPem(pem, forAlgorithms));
  }

  /**
   * Allows HS256, HS384 and HS512 by this secret, as far as it is long enough; for an ID token, the
   * client secret. It has no name, and so is tried for every token, whatever key the token names;
   * several may be set, for a rotation. Without any other source of keys these are all.
   *
   * @param secret at least 32 bytes in UTF-8
   * @return this builder
   * @throws IllegalArgumentException if it is too short
   */
  public OAuthTokenConsumerBuilder sharedSecret(Secret secret) {
    return secret(VerificationKey.sharedSecret(secret));
  }

  /**
   * The same with a secret that is bytes, not text.
   *
   * @param secret at least 32 bytes; copied
   * @return this builder
   * @throws IllegalArgumentException if it is too short
   */
  public OAuthTokenConsumerBuilder sharedSecret(byte[] secret) {
    return secret(VerificationKey.sharedSecret(secret));
  }

  /**
   * The same with a secret that has a name. Where one has, a token that names another key is
   * refused, and a secret without a name is for tokens without.
   *
   * @param keyId the {@code kid} of its tokens
   * @param secret at least 32 bytes in UTF-8
   * @return this builder
   * @throws IllegalArgumentException if it is too short
   */
  public OAuthTokenConsumerBuilder sharedSecret(String keyId, Secret secret) {
    return secret(VerificationKey.sharedSecret(secret).withKeyId(keyId));
  }

  /**
   * The same with a secret that has a name and is bytes, not text.
   *
   * @param keyId the {@code kid} of its tokens
   * @param secret at least 32 bytes; copied
   * @return this builder
   * @throws IllegalArgumentException if it is too short
   */
  public OAuthTokenConsumerBuilder sharedSecret(String keyId, byte[] secret) {
    return secret(VerificationKey.sharedSecret(secret).withKeyId(keyId));
  }

  private OAuthTokenConsumerBuilder secret(VerificationKey secret) {
    this.sharedSecrets = sharedSecrets.and(secret);
    return this;
  }

  /**
   * Allows HS256, HS384 and HS512 by the secrets of a key set, such as the {@code oct} keys of a
   * file ({@link KeySet#ofFile}) or a JWK set ({@link KeySet#ofJwks}). Public keys in it count for
   * nothing here, and secrets in what is given as {@link #keys} count for nothing there.
   *
   * @param set the key set; it is not closed by the consumer
   * @return this builder
   * @throws IllegalArgumentException if secrets have been set one by one
   */
  public OAuthTokenConsumerBuilder sharedSecrets(KeySet set) {
    this.sharedSecrets = sharedSecrets.of(set);
    return this;
  }

  /**
   * Sets how many keys of the issuer's JWK set are used at most: the first 100 by default. Only
   * keys for signatures count; that there are more is told by {@link OAuthTokenConsumer#health()}.
   *
   * @param most 1 to 1,000
   * @return this builder
   * @throws IllegalArgumentException if it is another number
   */
  public OAuthTokenConsumerBuilder maxKeys(int most) {
    this.maxKeys = KeyConfig.upTo(1_000, "maxKeys", most);
    return this;
  }

  /**
   * Sets the algorithms to accept. By default RS256, RS384, RS512, PS256, PS384, PS512, ES256,
   * ES384, ES512, EdDSA, and HS* with a shared secret. ID tokens must also use one that the
   * issuer's metadata lists, and every key is used only for what it is for.
   *
   * @param names their names by RFC 7518
   * @return this builder
   * @throws IllegalArgumentException if one is not known
   */
  public OAuthTokenConsumerBuilder algorithms(String... names) {
    return addAll("algorithms", algorithms, names);
  }

  /**
   * Sets how much clocks may differ: 30 s by default.
   *
   * @param skew zero to ten minutes
   * @return this builder
   */
  public OAuthTokenConsumerBuilder clockSkew(Duration skew) {
    if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
      throw new IllegalArgumentException("clockSkew: expected 0 to 10 minutes, found " + skew);
    }
    this.clockSkew = skew;
    return this;
  }

  /**
   * Refuses tokens that were issued longer ago, whatever their end; no limit by default.
   *
   * @param age more than zero, counted from {@code iat}; the clock skew is added
   * @return this builder
   */
  public OAuthTokenConsumerBuilder maxTokenAge(Duration age) {
    this.maxTokenAge = Durations.positive("maxTokenAge", age);
    return this;
  }

  /**
   * Sets how much an access token must say; {@link AccessTokenProfile#COMPATIBLE} by default.
   *
   * @param profile the profile
   * @return this builder
   */
  public OAuthTokenConsumerBuilder accessTokenProfile(AccessTokenProfile profile) {
    this.accessTokenProfile = profile;
    return this;
  }

  /**
   * Demands that every token says of which kind it is, by its header {@code typ} or by a claim. By
   * default one that says nothing is taken for the kind that is asked for, unless that is a refresh
   * token.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder explicitTyping() {
    this.explicitTyping = true;
    return this;
  }

  /**
   * Sets the algorithm that the client is registered for, for ID tokens and logout tokens; no other
   * is then accepted for these, whatever {@link #algorithms} and the metadata say. By default it is
   * what {@link #algorithms} names; else {@code RS256} where the metadata lists it; else what the
   * metadata lists, but never {@code none} or HS*, which a {@link #sharedSecret} allows.
   *
   * @param algorithm the name by RFC 7518: {@code ES256}; HS* needs {@link #sharedSecret}
   * @return this builder
   * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
   *     Connect Core section 3.1.3.7 step 7</a>
   */
  public OAuthTokenConsumerBuilder idTokenSignedResponseAlg(String algorithm) {
    this.idTokenAlgorithm = algorithm;
    return this;
  }

  /**
   * Sets how the client is registered for authorization responses that are JWTs (JARM).
   *
   * @param registered {@link SignedResponses#usual} by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder signedResponses(SignedResponses registered) {
    this.responses = registered;
    return this;
  }

  /**
   * Accepts ID tokens for these clients as access tokens too, for servers that make access tokens
   * by the function of their ID tokens (Dex), so that {@code at_hash} or {@code nonce} is in them.
   * <b>Every ID token of these clients then works at this API</b>, in the hands of whoever sees it.
   * A token that is marked as of another kind ({@code typ}, {@code token_use}, {@code events}) is
   * refused all the same.
   *
   * @param anyOf the client ids, which such tokens have in {@code aud}; they are audiences of
   *     access tokens from then on, and of all tokens if no {@link #audience} is set
   * @return this builder
   */
  public OAuthTokenConsumerBuilder unsafeIdTokensAsAccessTokens(String... anyOf) {
    this.dialect = dialect.withIdTokenAudiences(anyOf);
    return this;
  }

  /**
   * Accepts an ID token that names further audiences, whoever they are, if its {@code azp} is there
   * and is our {@link #audience} (not one of {@link #authorizedParties}), for servers that list all
   * clients of a project (Zitadel). By default only {@link #trustedAudiences} are accepted.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder furtherAudiencesIfAuthorizedParty() {
    this.dialect = dialect.withAudiencesByAuthorizedParty();
    return this;
  }

  /**
   * Sets what access tokens name as their issuer, for servers that say otherwise in their metadata
   * (AD FS: {@code access_token_issuer}, which is never believed from metadata). The keys stay the
   * issuer's; other tokens must still name the issuer itself.
   *
   * @param name the {@code iss} of access tokens, exactly; the issuer by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder accessTokenIssuer(String name) {
    this.dialect = dialect.withAccessTokenIssuer(name);
    return this;
  }

  /**
   * Names the claims of access tokens that name the client, for {@link #authorizedParties}; all of
   * them that are there must name an accepted one. By default {@code client_id} and {@code azp},
   * and where neither is there {@code cid} (Okta) and {@code appid} (Entra 1.0, AD FS).
   *
   * @param claims the names of claims that are strings
   * @return this builder
   */
  public OAuthTokenConsumerBuilder clientClaims(String... claims) {
    this.dialect = dialect.withClientClaims(claims);
    return this;
  }

  /**
   * Takes these values of {@code typ}, in the header or as a claim, as saying nothing about the
   * kind of token, as {@code JWT} does; for servers that write {@code JWS} or {@code RSA}.
   *
   * @param types the values; case does not matter
   * @return this builder
   * @throws IllegalArgumentException if one marks a kind of token, such as {@code logout+jwt}
   */
  public OAuthTokenConsumerBuilder neutralTypes(String... types) {
    this.dialect = dialect.withNeutralTypes(types);
    return this;
  }

  /**
   * Takes these claims for absent where they are null. By default a claim that a rule reads must
   * not be null.
   *
   * @param claims the claims' names, but not {@code exp}, {@code nbf}, {@code aud}, {@code cnf},
   *     {@code nonce}, {@code events}, {@code active}
   * @return this builder
   * @throws IllegalArgumentException if one is among those
   */
  public OAuthTokenConsumerBuilder nullClaims(String... claims) {
    this.dialect = dialect.withNullClaims(claims);
    return this;
  }

  /**
   * Accepts access tokens whose {@code sub} is an integer, and reads its digits as they are
   * written. By default, and in all other tokens, it must be a string.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder numericSubjects() {
    this.dialect = dialect.withNumericSubjects();
    return this;
  }

  /**
   * Sets the longest token.
   *
   * @param characters up to 65,536; 16,384 by default
   * @return this builder
   */
  public OAuthTokenConsumerBuilder maxTokenLength(int characters) {
    this.maxTokenLength = KeyConfig.upTo(64 * 1024, "maxTokenLength", characters);
    return this;
  }

  /**
   * Opens encrypted tokens with this key; several may be set, for a rotation. Tokens must then be
   * encrypted, unless {@link #encryptionOptional()} is set.
   *
   * @param key RSA of 2048 bits or more, or EC on P-256, P-384 or P-521
   * @return this builder
   */
  public OAuthTokenConsumerBuilder decryptionKey(PrivateKey key) {
    this.decryptionKeys = decryptionKeys.and(key);
    return this;
  }

  /**
   * Opens encrypted tokens with this key.
   *
   * @param pem a private key in PKCS #8
   * @return this builder
   * @throws IllegalArgumentException if it is not such
   */
  public OAuthTokenConsumerBuilder decryptionKeyPem(Secret pem) {
    this.decryptionKeys = decryptionKeys.andPem(pem);
    return this;
  }

  /**
   * Opens encrypted tokens with keys that change while the program runs, such as those of a {@code
   * ClientKeyRing}, tried after those of {@link #decryptionKey}. Tokens must then be encrypted,
   * even while there is no key, unless {@link #encryptionOptional()} is set.
   *
   * @param keys gives the keys of now; called at each encrypted token, by many threads at once. A
   *     key that is weak or of another kind than {@link #decryptionKey} takes ends the check of the
   *     token
   * @return this builder
   */
  public OAuthTokenConsumerBuilder decryptionKeys(Supplier<List<PrivateKey>> keys) {
    this.decryptionKeys = decryptionKeys.asking(keys);
    return this;
  }

  /**
   * Accepts tokens that are only signed, although there is a key to open encrypted ones.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder encryptionOptional() {
    this.encryptionOptional = true;
    return this;
  }

  /**
   * Accepts access tokens that are bound to a key or certificate ({@code cnf}) from callers who
   * prove nothing, so that a stolen one works. Only for where something in front checks the proof.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder unsafeBindingWithoutProof() {
    this.bindingWithoutProof = true;
    return this;
  }

  /**
   * Has the JDK check all signatures. By default Amazon's native provider (ACCP) does it when it is
   * on the class path, or Conscrypt when it is registered, each for the algorithms that it has
   * shown to do rightly; ES256 by ACCP takes about a fifteenth of the time. See {@link
   * OAuthTokenConsumer#cryptoProvider()}.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder jdkCryptoOnly() {
    this.jdkCryptoOnly = true;
    return this;
  }

  /**
   * Remembers tokens that were found good, so that the signature of one that comes again need not
   * be checked again; off by default. Times, and whatever a call expects, are checked every time;
   * all are forgotten when the keys of the issuer change.
   *
   * @param tokens how many at most; one takes some 3 KB
   * @return this builder
   */
  public OAuthTokenConsumerBuilder verifiedTokenCache(int tokens) {
    this.verifiedTokens = KeyConfig.upTo(MAX_VERIFIED_TOKENS, "verifiedTokenCache", tokens);
    return this;
  }

  /**
   * Sets how long the issuer's keys are good when its answer does not say ({@code Cache-Control}).
   *
   * @param time one minute to 24 hours; 10 minutes by default
   * @return this builder
   * @throws IllegalArgumentException if it is out of these bounds
   */
  public OAuthTokenConsumerBuilder keyLifetime(Duration time) {
    this.keyLifetime = KeyConfig.lifetime(time);
    return this;
  }

  /**
   * Watches the key set; nobody does by default.
   *
   * @param watcher the listener
   * @return this builder
   */
  public OAuthTokenConsumerBuilder keySetListener(KeySetListener watcher) {
    this.listener = watcher;
    return this;
  }

  /**
   * Accepts only access tokens that the issuer keeps in this store (crossauth's {@code
   * persistAccessToken}): one that has been deleted there is refused.
   *
   * @param storage the store
   * @return this builder
   */
  public OAuthTokenConsumerBuilder persistAccessToken(KeyStorage storage) {
    this.keyStorage = storage;
    return this;
  }

  /**
   * Sets who remembers what is always accepted once: logout tokens. By default a memory in this
   * process, of the last 10,000.
   *
   * @param store a store that all nodes share
   * @return this builder
   */
  public OAuthTokenConsumerBuilder oneTimeStore(OneTimeStore store) {
    this.oneTimeStore = store;
    return this;
  }

  /**
   * Accepts each token once; {@code jti} is then required. Its store remembers logout tokens too,
   * unless {@link #oneTimeStore} has set another.
   *
   * @param store a store that all nodes share
   * @return this builder
   */
  public OAuthTokenConsumerBuilder rejectReplays(OneTimeStore store) {
    this.replays = store;
    return this;
  }

  /**
   * Adds a rule of the program's own for access tokens, opaque ones included. It is asked after
   * everything else has been found good, in the order in which rules were added, and each time,
   * also for a token that is remembered.
   *
   * @param rule accepts the token, or says what is wrong with it
   * @return this builder
   */
  public OAuthTokenConsumerBuilder accessTokenRule(ClaimRule rule) {
    accessTokenRules.add(rule);
    return this;
  }

  /**
   * Has access tokens that are not JWTs looked up; by default they are refused. What is said of
   * them must name the audience, as in a JWT; members that are null or an empty array count as
   * absent, but for {@code active} and {@code cnf}. Where no end ({@code exp}) is named, a token is
   * good for as long as the check says so: one that remembers answers sets the end.
   *
   * @param check who knows them, such as the introspection endpoint
   * @return this builder
   */
  public OAuthTokenConsumerBuilder opaqueTokens(OpaqueTokenCheck check) {
    this.opaqueTokens = check;
    return this;
  }

  /**
   * Accepts opaque tokens of which is not said whom they are for. A token that was given out for
   * any other API of the issuer then works at this one, too.
   *
   * @return this builder
   */
  public OAuthTokenConsumerBuilder unsafeOpaqueTokensWithoutAudience() {
    this.opaqueTokensWithoutAudience = true;
    return this;
  }

  /**
   * Checks tokens as FAPI 2.0 demands: signed by PS256, ES256 or EdDSA with Ed25519, and by no
   * other; authorization responses by PS256 unless {@link #signedResponses} says otherwise. {@link
   * #build} then refuses every setting that FAPI 2.0 forbids, and names the section: other
   * algorithms, shared secrets, a clock skew under 10 or over 60 seconds, another issuer of access
   * tokens, and each {@code unsafe…}.
   *
   * @return this builder
   * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
   *     Profile sections 5.3.4 and 5.4</a>
   */
  public OAuthTokenConsumerBuilder fapi2() {
    this.fapi2 = true;
    return this;
  }

  /**
   * Makes the consumer. Nothing is fetched yet.
   *
   * @return the consumer, ready for use
   * @throws IllegalArgumentException if there is no audience, or if what was set contradicts
   *     itself, or {@link #fapi2}
   * @throws UnsupportedLibraryException if a library of others is there in a version too old
   */
  public OAuthTokenConsumer build() {
    Libraries.check();
    ConsumerConfig config = ConsumerConfig.of(this);
    JdkFault.warnOnce();
    return KeySources.of(KeyConfig.of(this)).use(keys -> new OAuthTokenConsumer(config, keys));
  }

  private OAuthTokenConsumerBuilder addAll(String name, Set<String> set, String... values) {
    for (String value : values) {
      if (value.isBlank()) {
        throw new IllegalArgumentException(name + ": expected a name, found an empty string");
      }
      set.add(value);
    }
    return this;
  }
}
