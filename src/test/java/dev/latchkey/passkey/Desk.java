package dev.latchkey.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Apps;
import dev.latchkey.relyingparty.RelyingParty.Look;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.Seals;
import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.SeededRandom;
import dev.latchkey.testing.VirtualAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Both ceremonies on a desk: real sealing and verification, a time the test moves, and rows in memory. */
final class Desk {
    static final String ORIGIN = "https://login.shop.example";
    static final String RP_ID = "shop.example";

    final SecureRandom random;
    final StillClock clock = new StillClock();
    final Rows rows = new Rows();
    final RelyingParty party;
    final AccountId account;
    final UserHandle handle;
    final VirtualAuthenticator phone;
    final RegistrationCeremony registration;
    final AuthenticationCeremony authentication;

    Desk() {
        this(20261121);
    }

    Desk(long seed) {
        this(seed, UserVerification.REQUIRED);
    }

    Desk(long seed, UserVerification userVerification) {
        random = new SeededRandom(seed);
        party = party("shop", RP_ID, userVerification);
        account = AccountId.create(clock.instant(), random);
        handle = UserHandle.create(random);
        phone = new VirtualAuthenticator(ORIGIN, random);
        Challenges challenges = challenges();
        Library library = new Library(SilentConverter.make());
        registration = new RegistrationCeremony(challenges, rows, new RegistrationVerifier(library));
        authentication = new AuthenticationCeremony(challenges, rows, new AssertionVerifier(library));
    }

    Challenges challenges() {
        return new Challenges(
                new Seals(new KeyRing(new byte[KeyRing.KEY_LENGTH], List.of()), random), random, clock, new Config());
    }

    static RelyingParty party(String id, String rpId, UserVerification userVerification) {
        return new RelyingParty(
                new RelyingPartyId(id),
                "Shop",
                rpId,
                Set.of("login." + rpId),
                Set.of("https://login." + rpId, "android:apk-key-hash:Qk9HVVM"),
                List.of(),
                "https://login." + rpId,
                rpId,
                userVerification,
                SessionMode.TOKEN,
                true,
                SigningAlgorithm.ES256,
                false,
                Set.of(),
                Set.of(),
                new Apps(List.of(), List.of()),
                List.of("en"),
                new Look(Optional.empty(), Optional.empty(), Optional.empty()),
                RelyingParty.Use.CUSTOMERS);
    }

    BeginRegistration signUp() {
        return new BeginRegistration(
                party,
                Purpose.SIGN_UP,
                account,
                handle,
                "ana@example.org",
                "Ana",
                List.of(),
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    BeginAssertion signIn() {
        return new BeginAssertion(
                party,
                Purpose.SIGN_IN,
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    BeginAssertion stepUp(AccountId whose, List<CredentialId> allow) {
        return new BeginAssertion(
                party,
                Purpose.STEP_UP,
                Optional.of(whose),
                allow,
                true,
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    String creationOptions() {
        return json(registration.begin(signUp()));
    }

    String requestOptions() {
        return json(authentication.begin(signIn()));
    }

    RegistrationOutcome register(UnaryOperator<Knobs> turn) {
        return finishRegistration(phone.create(creationOptions(), turn));
    }

    RegistrationOutcome finishRegistration(String body) {
        return registration.finish(party, utf8(body), Optional.empty());
    }

    AssertionOutcome assertion(UnaryOperator<Knobs> turn) {
        return finishAssertion(phone.get(requestOptions(), turn));
    }

    AssertionOutcome finishAssertion(String body) {
        return authentication.finish(party, utf8(body), Optional.empty(), Alongside.NOTHING);
    }

    /** Registers a passkey of {@link #account} and keeps its row. */
    NewPasskey enrolled() {
        return enrolled(knobs -> knobs);
    }

    NewPasskey enrolled(UnaryOperator<Knobs> turn) {
        if (register(turn) instanceof RegistrationOutcome.Verified verified) {
            rows.keep(account, verified.passkey());
            return verified.passkey();
        }
        throw new IllegalStateException("not enrolled");
    }

    static String json(Object options) {
        try {
            return new ObjectMapper().writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Why it was refused; fails the test when it was not. */
    static String reason(RegistrationOutcome outcome) {
        return outcome instanceof RegistrationOutcome.Refused refused ? refused.reason() : "not refused: " + outcome;
    }

    /** Why it was refused; fails the test when it was not. */
    static String reason(AssertionOutcome outcome) {
        return outcome instanceof AssertionOutcome.Refused refused ? refused.reason() : "not refused: " + outcome;
    }

    static final class Config implements PasskeyConfig {
        @Override
        public Duration ceremonyLifetime() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration sweepEvery() {
            return Duration.ofMinutes(1);
        }
    }

    static final class StillClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T20:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Spending in memory, and the rows it would read. */
    static final class Rows implements Spending {
        final Set<Bytes> spent = new HashSet<>();
        final Map<CredentialId, CredentialRow> credentials = new HashMap<>();

        @Override
        public Outcome spend(Ceremony ceremony, Instant expiry, CredentialId credential, Alongside alongside) {
            return spent.add(ceremony.id())
                    ? new Outcome.Spent(Optional.ofNullable(credentials.get(credential)))
                    : new Outcome.SpentBefore();
        }

        void keep(AccountId account, NewPasskey passkey) {
            credentials.put(
                    passkey.id(),
                    new CredentialRow(
                            passkey.relyingParty(),
                            passkey.id(),
                            account,
                            passkey.userHandle(),
                            passkey.publicKey(),
                            passkey.counter(),
                            passkey.aaguid(),
                            passkey.backupEligible(),
                            passkey.backedUp(),
                            passkey.userVerified(),
                            passkey.createdAt(),
                            false,
                            List.of(passkey.id()),
                            Optional.empty()));
        }

        void change(CredentialId id, UnaryOperator<CredentialRow> change) {
            credentials.computeIfPresent(id, (same, row) -> change.apply(row));
        }
    }
}
