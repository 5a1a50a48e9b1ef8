package dev.latchkey.passkey;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The account's passkeys. Spent challenges are kept under random ids and say nothing about anybody. */
@Singleton
final class PasskeyDrawer implements PersonalData {
    private final Passkeys passkeys;
    private final Database database;

    PasskeyDrawer(Passkeys passkeys, Database database) {
        this.passkeys = passkeys;
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("passkey_credential");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "passkeys",
                passkeys.of(account.id()).stream()
                        .map(passkey -> describe(account, passkey))
                        .toList());
    }

    private static Map<String, Object> describe(Account account, Passkey passkey) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("id", passkey.id().toString());
        passkey.closedNickname()
                .flatMap(closed -> account.key().open(PasskeyView.NICKNAME, closed))
                .ifPresent(nickname -> described.put("nickname", nickname));
        passkey.provider().ifPresent(provider -> described.put("provider", provider));
        described.put("aaguid", passkey.aaguid().toString());
        described.put("transports", passkey.transports());
        described.put("created_at", passkey.createdAt().toString());
        passkey.lastUsedAt().ifPresent(at -> described.put("last_used_at", at.toString()));
        described.put("backup_eligible", passkey.backupEligible());
        described.put("synced", passkey.backedUp());
        described.put("suspended", passkey.suspended());
        return described;
    }

    @Override
    public void erase(Account account) {
        database.write(
                "delete from passkey_credential where account = ?", account.id().value());
    }
}
