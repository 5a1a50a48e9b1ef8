package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.account.PersonalData;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An account's address, the one that waits to be confirmed, and which mails went there; their words are not kept. */
@Singleton
final class NoticeDrawer implements PersonalData {
    private static final String ADDRESSES = """
            select address, language, verified_at::text, null::text from notice_address where account = ?
            union all
            select address, language, null::text, sent_at::text from notice_code
            where account = ? and address is not null and spent_at is null""";

    /** Whether a code or a collision mail went to a claimed address is told to nobody but its owner. */
    private static final String MAILS = """
            select kind, created_at::text, sent_at::text from notice_outbox
            where account = ? and kind <> 'confirm_address' order by created_at""";

    private static final String CODES = """
            select purpose, sent_at::text, spent_at::text from notice_code where account = ? order by purpose""";
    private static final String STOPS = """
            select kind, created_at::text, spent_at::text from notice_stop where account = ? order by created_at""";

    private final Database database;

    NoticeDrawer(Database database) {
        this.database = database;
    }

    @Override
    public Set<String> tables() {
        return Set.of("notice_address", "notice_code", "notice_stop", "notice_outbox");
    }

    @Override
    public Map<String, List<Map<String, Object>>> export(Account account) {
        return Map.of(
                "email_addresses",
                database.many(
                        ADDRESSES,
                        row -> record(
                                Map.of(
                                        "address",
                                        Confirmed.open(account, Bytes.of(row.getBytes(1)))
                                                .value(),
                                        "language",
                                        row.getString(2)),
                                "verified_at",
                                Optional.ofNullable(row.getString(3)),
                                "asked_at",
                                Optional.ofNullable(row.getString(4))),
                        account.id().value(),
                        account.id().value()),
                "mails",
                dated(account, MAILS, "kind", "created_at", "sent_at"),
                "mail_codes",
                dated(account, CODES, "purpose", "sent_at", "used_at"),
                "stop_links",
                dated(account, STOPS, "kind", "created_at", "used_at"));
    }

    private List<Map<String, Object>> dated(Account account, String query, String what, String first, String then) {
        return database.many(
                query,
                row -> record(
                        Map.of(what, row.getString(1)),
                        first,
                        Optional.ofNullable(row.getString(2)),
                        then,
                        Optional.ofNullable(row.getString(3))),
                account.id().value());
    }

    private static Map<String, Object> record(
            Map<String, Object> known, String first, Optional<String> one, String second, Optional<String> other) {
        Map<String, Object> record = new LinkedHashMap<>(known);
        one.ifPresent(value -> record.put(first, value));
        other.ifPresent(value -> record.put(second, value));
        return record;
    }

    @Override
    public void erase(Account account) {
        Object id = account.id().value();
        database.write("delete from notice_address where account = ?", id);
        database.write("delete from notice_code where account = ?", id);
        database.write("delete from notice_stop where account = ?", id);
        database.write("delete from notice_outbox where account = ?", id);
    }
}
