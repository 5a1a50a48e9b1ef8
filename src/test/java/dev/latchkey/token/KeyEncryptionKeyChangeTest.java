package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.SessionId;
import dev.latchkey.secret.KeyRing;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients carry while the operator changes the key-encryption key. */
class KeyEncryptionKeyChangeTest {
    private final SecureRandom random = new SecureRandom();
    private final SessionId session = SessionId.create(Instant.now(), random);
    private final byte[] former = fresh();
    private final KeyRing before = new KeyRing(former, List.of());
    private final KeyRing changed = new KeyRing(fresh(), List.of(former));
    private final KeyRing foreign = new KeyRing(fresh(), List.of());

    @Test
    void aRefreshTokenStaysGoodWhileTheFormerKeyIsKept() {
        RefreshToken token = new RefreshTokens(before, random).create(session, 7);

        var whileKept = new RefreshTokens(changed, random).read(token.text());
        var afterwards = new RefreshTokens(foreign, random).read(token.text());

        assertThat(whileKept).contains(token);
        assertThat(whileKept.orElseThrow().session()).isEqualTo(session);
        assertThat(whileKept.orElseThrow().generation()).isEqualTo(7);
        assertThat(afterwards).isEmpty();
    }

    @Test
    void aCsrfValueStaysGoodWhileTheFormerKeyIsKept() {
        String value = new Csrf(before).valueFor(session);

        boolean whileKept = new Csrf(changed).matches(session, value);
        boolean afterwards = new Csrf(foreign).matches(session, value);

        assertThat(whileKept).isTrue();
        assertThat(afterwards).isFalse();
    }

    @Test
    void aCsrfValueIsOneSessionsAlone() {
        Csrf csrf = new Csrf(before);
        String value = csrf.valueFor(session);
        SessionId other = SessionId.create(Instant.now(), random);

        assertThat(csrf.matches(session, value)).isTrue();
        assertThat(csrf.matches(other, value)).isFalse();
        assertThat(csrf.matches(session, csrf.valueFor(other))).isFalse();
        assertThat(csrf.matches(session, "")).isFalse();
        assertThat(csrf.matches(session, value + "=")).isFalse();
    }

    private byte[] fresh() {
        byte[] key = new byte[KeyRing.KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }
}
