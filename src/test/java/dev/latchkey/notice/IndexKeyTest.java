package dev.latchkey.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.Vault;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An address is found again, also after the operator has changed the key-encryption key. */
@QuarkusTest
class IndexKeyTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");
    private static final EmailAddress ANA = EmailAddress.read("ana@example.org").orElseThrow();

    @Inject
    IndexKey index;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    SecureRandom random;

    @Test
    void theIndexStaysWhenTheKeyEncryptionKeyChanges() throws IOException {
        Bytes before = index.of(DEMO, ANA);
        byte[] former = Base64.getDecoder()
                .decode(Files.readString(Path.of("target/latchkey-test/key")).strip());

        Bytes after = under(new KeyRing(fresh(), List.of(former))).of(DEMO, ANA);

        assertThat(after).isEqualTo(before);
        assertThatThrownBy(() -> under(new KeyRing(fresh(), List.of())).of(DEMO, ANA))
                .hasStackTraceContaining("latchkey.previous-keys");
    }

    @Test
    void anAddressIsOneHoweverItIsSpeltAndAnotherAtEachRelyingParty() {
        Bytes found = index.of(DEMO, ANA);

        assertThat(index.of(DEMO, EmailAddress.read("ANA@Example.ORG").orElseThrow()))
                .isEqualTo(found);
        assertThat(index.of(DEMO, EmailAddress.read("ana@example.com").orElseThrow()))
                .isNotEqualTo(found);
        assertThat(index.of(new RelyingPartyId("preferred"), ANA)).isNotEqualTo(found);
    }

    private IndexKey under(KeyRing keys) {
        return new IndexKey(database, new Vault(keys, random), clock);
    }

    private byte[] fresh() {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }
}
