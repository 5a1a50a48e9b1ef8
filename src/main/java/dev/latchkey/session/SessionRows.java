package dev.latchkey.session;

import dev.latchkey.id.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lists of sessions, off the hot path. */
@Singleton
class SessionRows implements PanacheRepositoryBase<SessionRow, UUID> {
    List<Session> liveOf(AccountId account, Instant now) {
        return list(
                        "account = ?1 and endedAt is null and expiresAt > ?2 order by lastSeenAt desc",
                        account.value(),
                        now)
                .stream()
                .map(SessionRow::toSession)
                .filter(session -> session.usableUntil().isAfter(now))
                .toList();
    }
}
