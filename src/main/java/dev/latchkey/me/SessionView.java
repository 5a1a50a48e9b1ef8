package dev.latchkey.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.account.AccountKey;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.session.Session;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/** A session as its owner sees it. */
@RegisterForReflection
record SessionView(
        String id,
        boolean current,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("last_seen_at") Instant lastSeenAt,
        @JsonProperty("expires_at") Instant expiresAt,
        String acr,
        Optional<DeviceView> device) {

    /** A device as its owner would name it. */
    @RegisterForReflection
    record DeviceView(String browser, String os) {
        /** Opens a device that was closed under the account's key. */
        static Optional<DeviceView> open(AccountKey key, Optional<Bytes> closed) {
            return closed.flatMap(bytes -> PrivateFacts.open(key, bytes)).flatMap(DeviceView::of);
        }

        static Optional<DeviceView> of(PrivateFacts facts) {
            return facts.get(PrivateFacts.BROWSER)
                    .flatMap(browser -> facts.get(PrivateFacts.OS).map(os -> new DeviceView(browser, os)));
        }
    }

    static SessionView of(Session session, Assurance strength, AccountKey key, SessionId asking) {
        return new SessionView(
                session.id().toString(),
                session.id().equals(asking),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                strength.acr().urn(),
                DeviceView.open(key, session.device()));
    }
}
