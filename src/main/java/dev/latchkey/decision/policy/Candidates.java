package dev.latchkey.decision.policy;

import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Makes policies ready that are to be tried and put in force by nobody. */
@Singleton
public class Candidates {
    /** Stands for the number of a document that has none. */
    public static final int UNNUMBERED = -2;

    private final PolicyRows rows;
    private final Thresholds thresholds;

    Candidates(PolicyRows rows, Thresholds thresholds) {
        this.rows = rows;
        this.thresholds = thresholds;
    }

    /** Finds and reads one of a relying party. */
    @Transactional
    public CandidateOutcome find(RelyingPartyId relyingParty, Candidate candidate) {
        return switch (candidate) {
            case Candidate.Version(int number) ->
                text(relyingParty, number).map(text -> read(text, number)).orElseGet(CandidateOutcome.Unknown::new);
            case Candidate.Draft draft -> new CandidateOutcome.Unknown();
            case Candidate.Document(String text) -> read(text, UNNUMBERED);
        };
    }

    /** Reads a document that is stored nowhere. */
    public CandidateOutcome read(String text, int version) {
        return switch (PolicyText.read(text)) {
            case Validation.Valid(PolicyDocument document) ->
                new CandidateOutcome.Ready(
                        new PolicyInForce(version, PolicyText.digest(text), document, thresholds), text);
            case Validation.Invalid(List<Fault> faults) -> new CandidateOutcome.Invalid(faults);
        };
    }

    private Optional<String> text(RelyingPartyId relyingParty, int number) {
        return number == 0
                ? Optional.of(DefaultPolicy.TEXT)
                : rows.document(relyingParty, number).map(PolicyRows.Stored::document);
    }
}
