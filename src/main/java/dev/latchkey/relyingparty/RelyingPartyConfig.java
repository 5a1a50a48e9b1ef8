package dev.latchkey.relyingparty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Relying parties that a deployment brings along, by their short names: {@code latchkey.relying-party.<id>.…}. Set by
 * operators; rows are written from it at every start. The command line adds others.
 */
@ConfigMapping(prefix = "latchkey.relying-party")
interface RelyingPartyConfig {
    /** The relying parties, by id. */
    @WithParentName
    Map<String, Party> parties();

    /** One relying party; see {@link RelyingParty} for what each setting means. */
    interface Party {
        /** Name that customers know. */
        String name();

        /** WebAuthn RP ID, a domain such as {@code example.org}. */
        String rpId();

        /** Exact {@code Host} values, each at one relying party only. */
        List<String> hosts();

        /** Raw origins whose ceremonies are accepted. */
        List<String> origins();

        /** Related origins (WebAuthn L3 §5.11). None by default. */
        Optional<List<String>> relatedOrigins();

        /** The {@code iss} of tokens. The first web origin by default. */
        Optional<String> issuer();

        /** The {@code aud} of tokens. The RP ID by default. */
        Optional<String> audience();

        /** {@code required} (default) or {@code preferred}. */
        @WithDefault("required")
        String userVerification();

        /** {@code token} (default) or {@code cookie}. */
        @WithDefault("token")
        String sessionMode();

        /** Whether sessions outlive an hour of idling at the lowest level. Default true, and false for staff. */
        Optional<Boolean> rememberSessions();

        /** {@code ES256} (default), {@code EdDSA} or {@code RS256}. */
        @WithDefault("ES256")
        String signingAlgorithm();

        /** Whether a user name may be taken once only. Default {@code false}: then sign-up tells nothing. */
        @WithDefault("false")
        boolean uniqueUsernames();

        /** Other web origins that may call the API. None by default. */
        Optional<List<String>> corsOrigins();

        /** Exact return addresses for the hosted page. None by default. */
        Optional<List<String>> returnAddresses();

        /** Android apps as {@code package=FINGERPRINT} pairs. None by default. */
        Optional<List<String>> androidApps();

        /** Apple application identifiers. None by default. */
        Optional<List<String>> appleApps();

        /** Languages of the pages, the first by default: all six. */
        @WithDefault("en,de,fr,es,zh,ar")
        List<String> languages();

        /** Accent colour {@code #rrggbb}; the house's own by default. */
        Optional<String> accent();

        /** Corner radius in CSS pixels, 0 to 24; the house's own by default. */
        Optional<Integer> radius();

        /** Path of a logo served by this deployment; the house's own by default. */
        Optional<String> logo();

        /** {@code customers} (default), {@code staff} of the operations console, or {@code sandbox}. */
        @WithDefault("customers")
        String use();
    }
}
