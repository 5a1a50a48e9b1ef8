package dev.latchkey.relyingparty;

import dev.latchkey.id.RelyingPartyId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One relying party, as configured. Immutable; a change makes a new value within ten seconds on every replica.
 *
 * @param id its short name in this deployment
 * @param name its name as customers know it
 * @param rpId the WebAuthn RP ID, a domain (WebAuthn L3 §4)
 * @param hosts exact {@code Host} values at which this service answers for it
 * @param origins raw origins whose ceremonies are accepted, {@code android:apk-key-hash:…} included
 * @param relatedOrigins origins told at {@code /.well-known/webauthn} (WebAuthn L3 §5.11)
 * @param issuer the {@code iss} of its tokens, an https URL without a trailing slash
 * @param audience the {@code aud} of its tokens
 * @param userVerification what its ceremonies ask for; only {@link UserVerification#REQUIRED} refuses without it
 * @param sessionMode how a client carries its session when it does not say
 * @param rememberSessions whether sessions outlive an hour of idling, at the lowest level; never for staff
 * @param signingAlgorithm the JWS algorithm of its access tokens
 * @param uniqueUsernames whether a user name may be taken once only, at the price of telling that it is taken
 * @param corsOrigins web origins other than its hosts that may call the API
 * @param returnAddresses exact addresses the hosted page may hand a sign-in over to
 * @param apps native applications that share its passkeys
 * @param languages BCP 47 tags of the languages its pages offer, the first by default
 * @param look what its pages change of their look
 * @param use who its accounts are
 */
public record RelyingParty(
        RelyingPartyId id,
        String name,
        String rpId,
        Set<String> hosts,
        Set<String> origins,
        List<String> relatedOrigins,
        String issuer,
        String audience,
        UserVerification userVerification,
        SessionMode sessionMode,
        boolean rememberSessions,
        SigningAlgorithm signingAlgorithm,
        boolean uniqueUsernames,
        Set<String> corsOrigins,
        Set<String> returnAddresses,
        Apps apps,
        List<String> languages,
        Look look,
        Use use) {

    /** Who the accounts of a relying party are. */
    public enum Use {
        /** Anybody who signs up. */
        CUSTOMERS,
        /** Whoever was invited to work in the operations console. */
        STAFF,
        /** Nobody: customers that are made up, to try things on. */
        SANDBOX
    }

    /** What a ceremony asks of the authenticator (WebAuthn L3 §5.8.6). */
    public enum UserVerification {
        /** Without user verification the ceremony is refused. */
        REQUIRED,
        /** Without user verification the sign-in is asked for one more check. */
        PREFERRED
    }

    /** How a client carries its session. */
    public enum SessionMode {
        /** Tokens in JSON; unbound unless the client binds them itself. */
        TOKEN,
        /** {@code __Host-} cookies and a CSRF header. */
        COOKIE
    }

    /** JWS algorithms for access tokens (RFC 7518 §3.1, RFC 8037 §3.1). */
    public enum SigningAlgorithm {
        /** ECDSA on P-256. */
        ES256,
        /** Ed25519. */
        EDDSA,
        /** RSA PKCS #1 v1.5 with 2048 bits, for verifiers that know nothing newer. */
        RS256
    }

    /**
     * Native applications that share the RP's passkeys.
     *
     * @param android package names with their signing certificates' SHA-256 fingerprints, for {@code assetlinks.json}
     * @param apple application identifiers ({@code TEAMID.bundle}), for {@code apple-app-site-association}
     */
    public record Apps(List<AndroidApp> android, List<String> apple) {}

    /**
     * One Android application.
     *
     * @param packageName its package
     * @param fingerprints SHA-256 of its signing certificates, upper-case hex pairs with colons
     */
    public record AndroidApp(String packageName, List<String> fingerprints) {}

    /**
     * What an RP may change of the pages' look; nothing that breaks contrast or order.
     *
     * @param accent accent colour as {@code #rrggbb}
     * @param radius corner radius in CSS pixels, 0 to 24
     * @param logo path of a logo served by this deployment
     */
    public record Look(Optional<String> accent, Optional<Integer> radius, Optional<String> logo) {}
}
