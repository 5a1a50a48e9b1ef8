package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.Journal;
import dev.latchkey.postgres.Database;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.Vault;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Parties;
import dev.latchkey.token.TokenFixture.SignedInCustomer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing keys as two replicas on one database see them; what the clock would do is called by the test. */
@QuarkusTest
class SigningKeysTest {
    @Inject
    SigningKeyRows rows;

    @Inject
    TokenConfig config;

    @Inject
    MovableClock clock;

    @Inject
    Database database;

    @Inject
    Journal journal;

    @Inject
    SecureRandom random;

    @Inject
    TokenFixture fixture;

    @Inject
    AccessTokens accessTokens;

    @Inject
    SigningKeys running;

    private final RelyingParty party = Parties.fresh();
    private SigningKeys here;
    private SigningKeys there;

    @BeforeEach
    void twoReplicas() {
        here = new SigningKeys(rows, config, clock);
        there = new SigningKeys(rows, config, clock);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        running.refresh();
    }

    @Test
    void ofTwoReplicasThatNeedAFirstKeyAtOnceOneMakesIt() throws Exception {
        List<Callable<String>> uses = Stream.of(here, there, here, there)
                .<Callable<String>>map(replica -> () -> replica.signer(party).kid())
                .toList();

        List<String> used = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(uses.size())) {
            for (Future<String> use : threads.invokeAll(uses)) {
                used.add(use.get());
            }
        }

        assertThat(used).hasSize(4).containsOnly(used.getFirst());
        assertThat(stored()).containsExactly(used.getFirst());
        assertThat(journalled()).isEqualTo(1);
    }

    @Test
    void aReplicaThatStartsLaterSignsWithTheSameKey() {
        String kid = here.signer(party).kid();

        there.refresh();

        assertThat(there.signer(party).kid()).isEqualTo(kid);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void everyRelyingPartyHasKeysOfItsOwn() {
        RelyingParty other = Parties.fresh();

        String kid = here.signer(party).kid();
        String kidOfOther = here.signer(other).kid();

        assertThat(kid).isNotEqualTo(kidOfOther);
        assertThat(here.verifier(other, kid)).isEmpty();
        assertThat(here.publish(party).json()).contains(kid).doesNotContain(kidOfOther);
    }

    @Test
    void aKeyIsNextThenActiveThenRetiredThenGone() {
        String first = here.signer(party).kid();

        clock.advance(Duration.ofDays(29).minusMinutes(3));
        here.rotateWhereDue();
        List<String> dayBeforeTheLast = stored();
        clock.advance(Duration.ofMinutes(4));
        here.rotateWhereDue();
        there.refresh();
        String signerWhileNextIsPublished = there.signer(party).kid();
        String publishedWithNext = there.publish(party).json();
        String next =
                stored().stream().filter(kid -> !kid.equals(first)).findFirst().orElseThrow();
        clock.advance(Duration.ofDays(1));
        String signerAfterwards = there.signer(party).kid();
        boolean formerVerifies = there.verifier(party, first).isPresent();
        clock.advance(Duration.ofMinutes(60));
        boolean formerStillVerifies = there.verifier(party, first).isPresent();
        clock.advance(Duration.ofMinutes(6));
        boolean formerVerifiesForGood = there.verifier(party, first).isPresent();
        here.rotateWhereDue();
        there.refresh();

        assertThat(dayBeforeTheLast).containsExactly(first);
        assertThat(signerWhileNextIsPublished).isEqualTo(first);
        assertThat(publishedWithNext).contains(first, next);
        assertThat(signerAfterwards).isEqualTo(next);
        assertThat(formerVerifies).isTrue();
        assertThat(formerStillVerifies).isTrue();
        assertThat(formerVerifiesForGood).isFalse();
        assertThat(stored()).containsExactly(next);
        assertThat(there.publish(party).json()).contains(next).doesNotContain(first);
    }

    @Test
    void ofTwoReplicasThatFindTheNextKeyMissingOneMakesIt() throws Exception {
        here.signer(party);
        clock.advance(Duration.ofDays(29).plusHours(1));
        here.refresh();
        there.refresh();

        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Object> job : threads.invokeAll(List.of(job(here), job(there)))) {
                job.get();
            }
        }

        assertThat(stored()).hasSize(2);
    }

    @Test
    void aNextKeyThatIsLateIsPublishedForAnHourWhileTheFormerGoesOn() {
        String first = here.signer(party).kid();
        clock.advance(Duration.ofDays(30).minusMinutes(10));

        here.rotateWhereDue();
        clock.advance(Duration.ofMinutes(59));
        String before = here.signer(party).kid();
        clock.advance(Duration.ofMinutes(2));
        String after = here.signer(party).kid();

        assertThat(before).isEqualTo(first);
        assertThat(after).isNotEqualTo(first);
    }

    @Test
    void afterAMonthWithoutAnyReplicaTheNextUseMakesAKeyAtOnce() {
        String first = here.signer(party).kid();
        clock.advance(Duration.ofDays(31));

        String kid = there.signer(party).kid();

        assertThat(kid).isNotEqualTo(first);
    }

    @Test
    void rotatingNowReachesEveryReplicaBeforeTheNewKeySigns() {
        String former = there.signer(party).kid();

        String kid = here.rotateNow(party);
        String atOnce = here.signer(party).kid();
        clock.advance(SigningKeys.LONGEST_UNSEEN);
        there.refresh();
        String whenAllHaveSeenIt = there.signer(party).kid();
        clock.advance(Duration.ofSeconds(6));
        String afterwards = there.signer(party).kid();

        assertThat(atOnce).isEqualTo(former);
        assertThat(whenAllHaveSeenIt).isEqualTo(former);
        assertThat(afterwards).isEqualTo(kid);
        assertThat(here.signer(party).kid()).isEqualTo(kid);
        assertThat(there.verifier(party, former)).isPresent();
    }

    @Test
    void aTokenOfTheFormerKeyStaysGood() {
        SignedInCustomer customer = fixture.signIn(party);
        running.rotateNow(party);
        clock.advance(Duration.ofMinutes(4));

        SignedInCustomer next = fixture.signIn(party);

        assertThat(accessTokens.read(party, customer.tokens().accessToken(), false))
                .isPresent();
        assertThat(accessTokens.read(party, next.tokens().accessToken(), false)).isPresent();
        assertThat(header(customer)).isNotEqualTo(header(next));
    }

    @Test
    void anUnknownNameIsLookedForOnceInAFewSeconds() {
        here.signer(party);
        there.refresh();
        String kid = here.signer(Parties.with(party, SigningAlgorithm.EDDSA)).kid();

        boolean atOnce = there.verifier(party, kid).isPresent();
        clock.advance(Duration.ofSeconds(4));
        boolean later = there.verifier(party, kid).isPresent();

        assertThat(atOnce).isFalse();
        assertThat(later).isTrue();
    }

    @Test
    void theFirstKeyOfARelyingPartyIsKnownEverywhereAtOnce() {
        there.refresh();
        String kid = here.signer(party).kid();

        assertThat(there.verifier(party, kid)).isPresent();
    }

    @Test
    void theFirstKeyOfAnotherAlgorithmIsKnownEverywhereAtOnce() {
        RelyingParty changed = Parties.with(party, SigningAlgorithm.EDDSA);
        here.signer(party);
        there.refresh();
        String kid = here.signer(changed).kid();

        assertThat(there.verifier(changed, kid)).isPresent();
    }

    @Test
    void anotherAlgorithmBringsAnotherKeyAndTheFormerStillVerifies() {
        RelyingParty changed = Parties.with(party, SigningAlgorithm.EDDSA);
        String former = here.signer(party).kid();

        SigningKey key = here.signer(changed);

        assertThat(key.algorithm()).isEqualTo(SigningAlgorithm.EDDSA);
        assertThat(key.kid()).isNotEqualTo(former);
        assertThat(here.verifier(party, former)).isPresent();
        assertThat(here.signer(party).kid()).isEqualTo(former);
    }

    @Test
    void thePublishedSetChangesItsTagOnlyWithItsKeys() {
        KeyView.Published before = here.publish(party);
        there.refresh();

        KeyView.Published sameElsewhere = there.publish(party);
        here.rotateNow(party);
        KeyView.Published after = here.publish(party);

        assertThat(sameElsewhere).isEqualTo(before);
        assertThat(after.tag()).isNotEqualTo(before.tag());
        assertThat(before.json()).doesNotContain("\"d\"");
    }

    @Test
    void aPrivateKeyLiesClosedInItsRow() {
        SigningKey key = here.signer(party);
        byte[] open = key.privateKey().orElseThrow().getEncoded();

        byte[] stored = database.one(
                        "select private_key from token_signing_key where kid = ?", row -> row.getBytes(1), key.kid())
                .orElseThrow();

        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(open, open.length - 32, 32, StandardCharsets.ISO_8859_1));
        assertThat(key.toString()).contains("redacted");
    }

    @Test
    void aKeyThatTheRingDoesNotOpenVerifiesAndAnotherOneSigns() {
        SigningKey former = here.signer(party);
        KeyRing foreign = new KeyRing(new byte[KeyRing.KEY_LENGTH], List.of());
        SigningKeyRows foreignRows = new SigningKeyRows(database, new Vault(foreign, random), journal, random);
        SigningKeys elsewhere = new SigningKeys(foreignRows, config, clock);

        SigningKey signer = elsewhere.signer(party);

        assertThat(signer.kid()).isNotEqualTo(former.kid());
        assertThat(elsewhere.verifier(party, former.kid())).isPresent();
        assertThat(elsewhere.publish(party).json()).contains(former.kid(), signer.kid());
    }

    private static Callable<Object> job(SigningKeys replica) {
        return () -> {
            replica.rotateWhereDue();
            return Instant.EPOCH;
        };
    }

    private static String header(SignedInCustomer customer) {
        return customer.tokens().accessToken().split("\\.")[0];
    }

    private List<String> stored() {
        return database.many(
                "select kid from token_signing_key where relying_party = ? order by activates_at",
                row -> row.getString(1),
                party.id().value());
    }

    private long journalled() {
        return database.one(
                        "select count(*) from audit_entry where relying_party = ? and event = 'signing_key_made'",
                        row -> row.getLong(1),
                        party.id().value())
                .orElseThrow();
    }
}
