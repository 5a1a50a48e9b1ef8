package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.SeededRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds for every verified result, whatever was asked, whoever answers and even when rows lie. */
class InvariantsTest {
    private final Desk desk = new Desk(77);
    private final RandomGenerator random = new SeededRandom(77);

    /** Rows that answer with somebody else's credential. */
    private static final class LyingRows implements Spending {
        private final CredentialRow lie;

        LyingRows(CredentialRow lie) {
            this.lie = lie;
        }

        @Override
        public Outcome spend(Ceremony ceremony, Instant expiry, CredentialId credential, Alongside alongside) {
            return new Outcome.Spent(Optional.of(lie));
        }
    }

    @Test
    void whoeverIsVerifiedOwnsTheCredentialTheHandleAndTheCeremony() {
        List<NewPasskey> passkeys = new ArrayList<>();
        List<AccountId> accounts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            passkeys.add(desk.enrolled());
            AccountId owner = AccountId.create(desk.clock.instant(), random);
            accounts.add(owner);
            desk.rows.keep(owner, passkeys.getLast());
        }
        int verified = 0;

        for (int i = 0; i < 400; i++) {
            Optional<AccountId> named =
                    random.nextBoolean() ? Optional.of(accounts.get(random.nextInt(4))) : Optional.empty();
            BeginAssertion begin =
                    named.map(account -> desk.stepUp(account, List.of())).orElseGet(desk::signIn);
            int answering = random.nextInt(4);
            CredentialId id = passkeys.get(answering).id();
            String options = Desk.json(desk.authentication.begin(begin))
                    .replace("\"allowCredentials\":[]", "\"allowCredentials\":[{\"id\":\"" + id + "\"}]");
            AssertionOutcome outcome = desk.finishAssertion(desk.phone.get(options, this::anything));
            if (outcome
                    instanceof
                    AssertionOutcome.Verified(VerifiedAssertion assertion, Ceremony ceremony, var challenge)) {
                verified++;
                assertThat(assertion.credential()).isEqualTo(id);
                assertThat(assertion.account()).isEqualTo(accounts.get(answering));
                assertThat(assertion.userHandle()).isEqualTo(desk.handle);
                assertThat(ceremony.account().orElse(assertion.account())).isEqualTo(assertion.account());
                assertThat(assertion.userVerified() || !ceremony.userVerificationRequired())
                        .isTrue();
                assertThat(assertion.backupEligible() || !assertion.backedUp()).isTrue();
            }
        }

        assertThat(verified).isBetween(20, 380);
    }

    private Knobs anything(Knobs knobs) {
        return switch (random.nextInt(6)) {
            case 0 -> knobs.userHandle(UserHandle.create(random).value().toArray());
            case 1 -> knobs.omit("userHandle");
            case 2 -> knobs.uv(false);
            case 3 -> knobs.counter(random.nextInt(3));
            default -> knobs;
        };
    }

    @Test
    void aLyingLookUpLetsNobodyIn() {
        NewPasskey mine = desk.enrolled();
        NewPasskey theirs = desk.enrolled();
        AuthenticationCeremony deceived = new AuthenticationCeremony(
                desk.challenges(),
                new LyingRows(desk.rows.credentials.get(mine.id())),
                new AssertionVerifier(new Library(SilentConverter.make())));
        String body = desk.phone.get(Desk.json(deceived.begin(desk.signIn())));

        AssertionOutcome outcome = deceived.finish(desk.party, Desk.utf8(body), Optional.empty(), Alongside.NOTHING);

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(Desk.reason(outcome)).isEqualTo("owner-mismatch");
    }

    @Test
    void aRegisteredPasskeySignsInAsRegistered() {
        for (int algorithm : new int[] {-7, -8, -35, -36, -257}) {
            NewPasskey passkey = desk.enrolled(knobs -> knobs.algorithm(algorithm));

            AssertionOutcome outcome = desk.finishAssertion(desk.phone.get(desk.requestOptions()));

            assertThat(outcome).isInstanceOfSatisfying(AssertionOutcome.Verified.class, verified -> {
                assertThat(verified.assertion().credential()).isEqualTo(passkey.id());
                assertThat(verified.assertion().aaguid()).isEqualTo(passkey.aaguid());
                assertThat(verified.assertion().credentialCreatedAt()).isEqualTo(passkey.createdAt());
            });
        }
    }
}
