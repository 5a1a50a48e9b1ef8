package dev.latchkey.audit;

import dev.latchkey.id.EntryId;
import java.util.Optional;

/**
 * One thing that is wrong with the journal.
 *
 * @param kind what is wrong
 * @param seq at which link; 0 where no link is concerned
 * @param entry which entry, where one is concerned
 */
public record Finding(Kind kind, long seq, Optional<EntryId> entry) {
    /** What can be wrong. */
    public enum Kind {
        /** An entry does not read as it did when it was sealed. */
        ENTRY_CHANGED("the entry was changed after it was sealed"),
        /** A link's entry is gone, or its identity or instant was changed. */
        ENTRY_REMOVED("the entry was removed, or its id or time changed"),
        /** An entry has stood for minutes without a link: written past the service, or its link was removed. */
        ENTRY_UNSEALED("the entry was never sealed: inserted past the service, or its link was removed"),
        /** An entry was sealed long after younger ones: inserted with a time of the past. */
        ENTRY_BACKDATED("the entry was sealed long after younger ones: inserted with a time of the past"),
        /** A link does not follow the one before it: forged, changed, or moved here. */
        LINK_OUT_OF_PLACE("the link does not follow the one before it: forged, changed, or moved"),
        /** Numbers are missing in the chain, from this one on. */
        LINKS_REMOVED("links are missing from this number on"),
        /** The chain no longer holds a head that was logged. */
        END_CUT_OFF("the chain no longer holds this logged head: its end was cut off or rewritten"),
        /** The chain's beginning is not signed by us. */
        CHECKPOINT_FORGED("the checkpoint at the chain's beginning is not signed by us"),
        /** The ring lacks the key-encryption key it was sealed under. */
        KEY_UNKNOWN("sealed under a key that is not in latchkey.previous-keys");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns what it means, in words for an operator. */
        public String text() {
            return text;
        }
    }

    @Override
    public String toString() {
        return (seq > 0 ? "link " + seq + ": " : "")
                + kind.text()
                + entry.map(id -> " (entry " + id + ")").orElse("");
    }
}
