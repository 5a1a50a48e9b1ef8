package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes policies ready that are to be tried and put in force by nobody. */
@Singleton
public class TriedPolicies {
    /** Stands for the number of a document that has none. */
    public static final int UNNUMBERED = -2;

    private final PolicyRows rows;
    private final Drafts drafts;
    private final Thresholds thresholds;

    TriedPolicies(PolicyRows rows, Drafts drafts, Thresholds thresholds) {
        this.rows = rows;
        this.drafts = drafts;
        this.thresholds = thresholds;
    }

    /** Finds and reads one of a relying party. */
    @Transactional
    public TriedOutcome find(RelyingPartyId relyingParty, Tried candidate) {
        return switch (candidate) {
            case Tried.Version(int number) ->
                text(relyingParty, number).map(text -> read(text, number)).orElseGet(TriedOutcome.Unknown::new);
            case Tried.Draft(UUID id) ->
                drafts.find(relyingParty, id)
                        .map(draft -> read(draft.document(), UNNUMBERED))
                        .orElseGet(TriedOutcome.Unknown::new);
            case Tried.Document(String text) -> read(text, UNNUMBERED);
        };
    }

    /** Reads a document that is stored nowhere. */
    public TriedOutcome read(String text, int version) {
        return switch (PolicyText.read(text)) {
            case Validation.Valid(PolicyDocument document) ->
                new TriedOutcome.Ready(new PolicyInForce(version, PolicyText.digest(text), document, thresholds), text);
            case Validation.Invalid(List<Fault> faults) -> new TriedOutcome.Invalid(faults);
        };
    }

    private Optional<String> text(RelyingPartyId relyingParty, int number) {
        return number == 0
                ? Optional.of(DefaultPolicy.TEXT)
                : rows.document(relyingParty, number).map(PolicyRows.Stored::document);
    }
}
