package dev.latchkey.account;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * One account's own key. What is closed under it can be read no more once the account is erased, wherever copies of it
 * lie.
 */
public final class AccountKey {
    private final Vault vault;
    private final SecretKey key;
    private final AccountId account;

    AccountKey(Vault vault, SecretKey key, AccountId account) {
        this.vault = vault;
        this.key = key;
        this.account = account;
    }

    /** Closes {@code text} for one use, such as {@code device} or {@code nickname}. */
    public Bytes close(String use, String text) {
        return close(use, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #close(String, String)}, of bytes. */
    public Bytes close(String use, byte[] plain) {
        return vault.closeUnder(key, use + "/" + account, plain);
    }

    /** Opens what {@link #close} closed for the same use; empty when it was closed for another, or elsewhere. */
    public Optional<String> open(String use, Bytes closed) {
        return openBytes(use, closed).map(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** As {@link #open}, of bytes. */
    public Optional<byte[]> openBytes(String use, Bytes closed) {
        return vault.openUnder(key, use + "/" + account, closed);
    }

    SecretKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "AccountKey[redacted]";
    }
}
