package dev.latchkey.audit;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What happened, as its journey tells it; the journal adds when and which.
 *
 * @param relyingParty whose it is
 * @param event what happened
 * @param account to whom, when that is known for sure
 * @param session in which session
 * @param facts short facts in standard words, such as {@code reason=owner-mismatch}; nothing personal, nothing secret
 * @param privateFacts facts about the person, closed under the account's key
 */
public record Entry(
        RelyingPartyId relyingParty,
        Event event,
        Optional<AccountId> account,
        Optional<SessionId> session,
        Map<String, String> facts,
        Optional<Bytes> privateFacts) {

    /** Keeps an immutable copy of {@code facts}. */
    public Entry {
        facts = Map.copyOf(facts);
    }

    /** An entry about somebody. */
    public static Entry about(RelyingPartyId relyingParty, Event event, AccountId account, Map<String, String> facts) {
        return new Entry(relyingParty, event, Optional.of(account), Optional.empty(), facts, Optional.empty());
    }

    /** An entry about nobody we know. */
    public static Entry anonymous(RelyingPartyId relyingParty, Event event, Map<String, String> facts) {
        return new Entry(relyingParty, event, Optional.empty(), Optional.empty(), facts, Optional.empty());
    }

    /** The same entry, about somebody. */
    public Entry of(AccountId owner) {
        return new Entry(relyingParty, event, Optional.of(owner), session, facts, privateFacts);
    }

    /** The same entry, in a session. */
    public Entry in(SessionId opened) {
        return new Entry(relyingParty, event, account, Optional.of(opened), facts, privateFacts);
    }

    /** The same entry, in a session where there is one. */
    public Entry in(Optional<SessionId> opened) {
        return new Entry(relyingParty, event, account, opened, facts, privateFacts);
    }

    /** The same entry with one more fact. */
    public Entry and(String name, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new Entry(relyingParty, event, account, session, more, privateFacts);
    }

    /** The same entry with facts closed under the account's key. */
    public Entry with(Bytes closedFacts) {
        return new Entry(relyingParty, event, account, session, facts, Optional.of(closedFacts));
    }
}
