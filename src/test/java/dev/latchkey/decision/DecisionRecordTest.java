package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.DecisionFixture.Logged;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the log keeps of a decision: enough to come to it again, bit for bit. */
@QuarkusTest
class DecisionRecordTest {
    @Inject
    DecisionFixture fixture;

    @Test
    void aRowSaysWhichPolicyModelAndSnapshotDecided() {
        RelyingParty party = fixture.partyThatAlwaysAsks();
        Visit visit = Visit.usual(party, fixture.account(party), fixture.now());

        Logged row = fixture.logged(fixture.decide(visit, Challenge.OTHER_PASSKEY));

        assertThat(row.level()).isEqualTo("step_up");
        assertThat(row.policyVersion()).isEqualTo(1);
        assertThat(row.modelVersion()).isEqualTo(Model.current().version());
        assertThat(row.snapshot()).isEqualTo(Evidence.unpack(row.evidence()).population());
        assertThat(row.facts()).isPresent();
    }

    @Test
    void itsEvidenceComesToTheSameScoreBitForBit() {
        RelyingParty party = fixture.party();
        Visit usual = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(usual, 12);

        for (Visit visit : List.of(usual, usual.fromBrazil(), usual.byAStranger(), usual.by(Visit.OTHER_MAKER))) {
            Logged row = fixture.logged(fixture.decide(visit, Challenge.OTHER_PASSKEY));
            double again = new Risk(Model.current()).score(Evidence.unpack(row.evidence()));

            assertThat(Double.doubleToRawLongBits(again)).isEqualTo(Double.doubleToRawLongBits(row.score()));
        }
    }

    @Test
    void aStrangerScoresHigherThanTheOwner() {
        RelyingParty party = fixture.party();
        Visit usual = Visit.usual(party, fixture.account(party), fixture.now());
        fixture.habit(usual, 12);

        double owner = fixture.logged(fixture.decide(usual)).score();
        double stranger = fixture.logged(fixture.decide(usual.byAStranger(), Challenge.OTHER_PASSKEY))
                .score();

        assertThat(stranger).isGreaterThan(owner);
    }
}
