package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The rows of versions and activations; both are only ever added to. */
@Singleton
final class PolicyRows {
    private static final String NEXT = """
            insert into decision_policy (relying_party, version, document, digest, author, created_at, comment, editors,
                                         base_version)
            select ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ? from decision_policy where relying_party = ?
            on conflict do nothing""";
    private static final String NEWEST = """
            select version, digest from decision_policy where relying_party = ? order by version desc limit 1""";
    private static final String DOCUMENT =
            "select version, digest, document from decision_policy where relying_party = ? and version = ?";
    private static final String ACTIVATE = """
            insert into decision_policy_active (relying_party, version, activated_at, activated_by)
            values (?, ?, ?, ?)""";
    private static final String ACTIVE = """
            select version from decision_policy_active where relying_party = ? order by activation desc limit 1""";
    private static final String SINCE =
            "select activated_at from decision_policy_active where relying_party = ? order by activation desc limit 1";
    private static final String EVER = """
            select 1 from decision_policy_active where relying_party = ? and version = ? limit 1""";
    private static final String ALL_ACTIVE = """
            select distinct on (relying_party) relying_party, version from decision_policy_active
            order by relying_party, activation desc""";
    private static final String VERSIONS = """
            select p.version, p.digest, p.author, p.created_at, p.comment, max(a.activated_at), p.editors, p.base_version
            from decision_policy p left join decision_policy_active a
                on a.relying_party = p.relying_party and a.version = p.version
            where p.relying_party = ? group by p.relying_party, p.version order by p.version""";

    private final Database database;

    PolicyRows(Database database) {
        this.database = database;
    }

    /** What is to become a version, who wrote it, why, and from what. */
    record Written(String document, String author, String comment, List<String> editors, Optional<Integer> base) {}

    record Newest(int version, String digest) {}

    record Active(RelyingPartyId relyingParty, int version) {}

    record Stored(int version, String digest, String document) {}

    /** Adds a version under the next number; false when somebody took that number at the same time. */
    boolean add(RelyingPartyId relyingParty, Written written, String digest, Instant now) {
        String id = relyingParty.value();
        return database.write(
                        NEXT,
                        id,
                        written.document(),
                        digest,
                        written.author(),
                        now,
                        written.comment(),
                        written.editors().isEmpty() ? null : String.join(" ", written.editors()),
                        written.base(),
                        id)
                == 1;
    }

    Optional<Newest> newest(RelyingPartyId relyingParty) {
        return database.one(NEWEST, row -> new Newest(row.getInt(1), row.getString(2)), relyingParty.value());
    }

    static Optional<Stored> document(Database from, RelyingPartyId relyingParty, int version) {
        return from.one(
                DOCUMENT,
                row -> new Stored(row.getInt(1), row.getString(2), row.getString(3)),
                relyingParty.value(),
                version);
    }

    Optional<Stored> document(RelyingPartyId relyingParty, int version) {
        return document(database, relyingParty, version);
    }

    void activate(RelyingPartyId relyingParty, int version, String by, Instant now) {
        database.write(ACTIVATE, relyingParty.value(), version, now, by);
    }

    /** Returns the version in force; 0 where none was ever activated. */
    int active(RelyingPartyId relyingParty) {
        return database.one(ACTIVE, row -> row.getInt(1), relyingParty.value()).orElse(0);
    }

    /** Returns since when the version in force holds; empty where none was ever activated. */
    Optional<Instant> since(RelyingPartyId relyingParty) {
        return database.one(SINCE, row -> row.getObject(1, OffsetDateTime.class).toInstant(), relyingParty.value());
    }

    /** Whether a version was ever in force; the release's own always was. */
    boolean wasInForce(RelyingPartyId relyingParty, int version) {
        return version == 0
                || database.one(EVER, row -> true, relyingParty.value(), version)
                        .isPresent();
    }

    static List<Active> active(Database from) {
        return from.many(ALL_ACTIVE, row -> new Active(new RelyingPartyId(row.getString(1)), row.getInt(2)));
    }

    List<PolicyVersion> versions(RelyingPartyId relyingParty) {
        int active = active(relyingParty);
        return database.many(VERSIONS, row -> version(row, active), relyingParty.value());
    }

    private static PolicyVersion version(ResultSet row, int active) throws SQLException {
        return new PolicyVersion(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5),
                Optional.ofNullable(row.getObject(6, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getInt(1) == active,
                Optional.ofNullable(row.getString(7))
                        .map(editors -> List.of(editors.split(" ")))
                        .orElse(List.of()),
                Optional.ofNullable(row.getObject(8, Integer.class)));
    }
}
