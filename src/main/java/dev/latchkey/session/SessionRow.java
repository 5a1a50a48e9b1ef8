package dev.latchkey.session;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code session}, for lists. Sessions are opened, used and ended by the statements of {@link Sessions}. */
@Entity
@Immutable
@Table(name = "session")
class SessionRow {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "relying_party")
    String relyingParty = "";

    UUID account = new UUID(0, 0);

    @Column(name = "credential_id")
    byte @Nullable [] credentialId;

    @Column(name = "client_id")
    String clientId = "";

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    SessionMode mode = SessionMode.TOKEN;

    short acr;

    String amr = "";

    @Column(name = "auth_time")
    Instant authTime = Instant.EPOCH;

    byte @Nullable [] device;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "last_seen_at")
    Instant lastSeenAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    @Column(name = "idle_seconds")
    int idleSeconds;

    @Nullable
    @Column(name = "ended_at")
    Instant endedAt;

    @Nullable
    @Column(name = "end_reason")
    String endReason;

    Session toSession() {
        return new Session(
                new SessionId(id),
                new RelyingPartyId(relyingParty),
                new AccountId(account),
                Optional.ofNullable(credentialId).map(Bytes::of).map(CredentialId::new),
                clientId,
                mode,
                SessionReader.assurance(acr, amr, authTime),
                Optional.ofNullable(device).map(Bytes::of),
                createdAt,
                lastSeenAt,
                expiresAt,
                Duration.ofSeconds(idleSeconds));
    }
}
