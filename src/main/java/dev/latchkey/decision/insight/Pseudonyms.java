package dev.latchkey.decision.insight;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Names for accounts that lead nowhere: the same for the same account on the same day (UTC) at the same relying party, and
 * another one the day after. They are stored nowhere, and a change of the key-encryption key changes them.
 */
@Singleton
final class Pseudonyms {
    /** Without letters that are taken for others (Crockford's base 32). */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 8;

    private final KeyedHash hash;

    Pseudonyms(KeyRing keys) {
        this.hash = new KeyedHash(keys, "decision-pseudonym");
    }

    /** Returns the name of an account on the day of {@code at}, such as {@code k3f9-x2mq}. */
    String of(RelyingPartyId relyingParty, Instant at, AccountId account) {
        byte[] keyed = hash.of(relyingParty + "/" + LocalDate.ofInstant(at, ZoneOffset.UTC) + "/" + account)
                .toArray();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            name.append(i == LENGTH / 2 ? "-" : "").append(LETTERS.charAt(keyed[i] & 31));
        }
        return name.toString();
    }
}
