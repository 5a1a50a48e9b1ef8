package dev.latchkey.testing;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Apps;
import dev.latchkey.relyingparty.RelyingParty.Look;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Relying parties for tests, each alone in its rows. */
public final class Parties {
    private Parties() {}

    /** One with a name of its own, ES256 and remembered sessions. */
    public static RelyingParty fresh() {
        return fresh(SigningAlgorithm.ES256, true);
    }

    /** One with a name of its own. */
    public static RelyingParty fresh(SigningAlgorithm algorithm, boolean rememberSessions) {
        String name = "rp-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        String host = name + ".example";
        return named(name, host, algorithm, rememberSessions);
    }

    /** One with a name of its own, whose accounts are staff. */
    public static RelyingParty staff() {
        RelyingParty party = fresh(SigningAlgorithm.ES256, false);
        return new RelyingParty(
                party.id(),
                party.name(),
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins(),
                party.issuer(),
                party.audience(),
                party.userVerification(),
                party.sessionMode(),
                party.rememberSessions(),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins(),
                party.returnAddresses(),
                party.apps(),
                party.languages(),
                party.look(),
                RelyingParty.Use.STAFF);
    }

    /** The same relying party with another signing algorithm. */
    public static RelyingParty with(RelyingParty party, SigningAlgorithm algorithm) {
        return named(party.id().value(), party.rpId(), algorithm, party.rememberSessions());
    }

    /** One with a name of its own and this policy of user verification. */
    public static RelyingParty preferring(UserVerification policy) {
        RelyingParty party = fresh();
        return new RelyingParty(
                party.id(),
                party.name(),
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins(),
                party.issuer(),
                party.audience(),
                policy,
                party.sessionMode(),
                party.rememberSessions(),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins(),
                party.returnAddresses(),
                party.apps(),
                party.languages(),
                party.look(),
                party.use());
    }

    /** One with a name of its own, for this use. */
    public static RelyingParty used(RelyingParty.Use use) {
        RelyingParty party = fresh();
        return new RelyingParty(
                party.id(),
                party.name(),
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins(),
                party.issuer(),
                party.audience(),
                party.userVerification(),
                party.sessionMode(),
                party.rememberSessions(),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins(),
                party.returnAddresses(),
                party.apps(),
                party.languages(),
                party.look(),
                use);
    }

    private static RelyingParty named(String name, String host, SigningAlgorithm algorithm, boolean remember) {
        return new RelyingParty(
                new RelyingPartyId(name),
                "Test",
                host,
                Set.of(host),
                Set.of("https://" + host),
                List.of(),
                "https://" + host,
                host,
                UserVerification.REQUIRED,
                SessionMode.TOKEN,
                remember,
                algorithm,
                false,
                Set.of(),
                Set.of(),
                new Apps(List.of(), List.of()),
                List.of("en"),
                new Look(Optional.empty(), Optional.empty(), Optional.empty()),
                RelyingParty.Use.CUSTOMERS);
    }
}
