package dev.latchkey.console.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.console.insight.Explained.Outlook;
import dev.latchkey.console.insight.Explained.Possible;
import dev.latchkey.console.insight.Explained.Read;
import dev.latchkey.console.insight.Explained.Term;
import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.Sight;
import dev.latchkey.decision.insight.Considered;
import dev.latchkey.decision.insight.Explorer.Opened;
import dev.latchkey.decision.insight.WhatIf;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.risk.Risk;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One decision with what it was made of; what cannot be recomputed is absent. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record OneDecision(
        String id,
        Instant at,
        String action,
        String segment,
        String level,
        String judged,
        Optional<String> account,
        boolean erased,
        Score score,
        @JsonProperty("policy_version") int policyVersion,
        @JsonProperty("model_version") int modelVersion,
        long snapshot,
        Optional<Shadow> shadow,
        List<Coded> reasons,
        Coded suspicion,
        Optional<List<Possible>> hypotheses,
        Optional<List<Read>> readings,
        Optional<List<Term>> contributions,
        Optional<Outlook> outcome,
        Optional<Situation> situation,
        Map<String, String> facts,
        List<Followed> followed,
        @JsonProperty("can_reveal") boolean canReveal) {
    /** Its score; {@code exact} says whether it is the same when it is computed today, to the last bit. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Score(double logit, double probability, Optional<Boolean> exact) {}

    /** What a policy in the shadow would have done. */
    @RegisterForReflection
    record Shadow(int version, String level) {}

    /** An amount, to two digits: whoever pays odd cents is not to be found by them. */
    @RegisterForReflection
    record Amount(String value, String currency) {
        private static final MathContext TWO_DIGITS = new MathContext(2);

        static Amount of(Money money) {
            return new Amount(money.value().round(TWO_DIGITS).toPlainString(), money.currency());
        }
    }

    /** What the policy looked at beside the score. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Situation(
            String judging,
            List<String> rules,
            boolean trusted,
            boolean elsewhere,
            boolean unverified,
            Optional<Amount> amount,
            Optional<List<String>> owned,
            @JsonProperty("reported_at") Optional<Instant> reportedAt,
            @JsonProperty("recovered_at") Optional<Instant> recoveredAt,
            @JsonProperty("enrolled_at") Optional<Instant> enrolledAt,
            @JsonProperty("held_until") Optional<Instant> heldUntil) {
        static Situation of(dev.latchkey.decision.Situation situation) {
            return new Situation(
                    situation.judging().name().toLowerCase(Locale.ROOT),
                    situation.hits().rules().stream().sorted().toList(),
                    situation.hits().trusted(),
                    situation.elsewhere(),
                    situation.unverified(),
                    situation.amount().map(Amount::of),
                    situation
                            .owned()
                            .map(owned -> owned.stream()
                                    .sorted()
                                    .flatMap(challenge -> StepUpMethod.of(challenge).stream())
                                    .map(StepUpMethod::id)
                                    .toList()),
                    hour(situation.reportedAt()),
                    hour(situation.recoveredAt()),
                    hour(situation.enrolledAt()),
                    hour(situation.heldUntil()));
        }

        private static Optional<Instant> hour(Optional<Instant> at) {
            return at.map(exact -> exact.truncatedTo(ChronoUnit.HOURS));
        }
    }

    /** What became of it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Followed(String label, String source, String text, Instant at, long seconds) {}

    static OneDecision of(Opened opened, boolean mayReveal) {
        PastDecision past = opened.past();
        Optional<WhatIf.Answer.Judged> again =
                opened.again() instanceof WhatIf.Answer.Judged judged ? Optional.of(judged) : Optional.empty();
        Optional<Considered> considered = again.map(judged -> judged.outcomes().getFirst());
        return new OneDecision(
                past.id().toString(),
                past.at(),
                past.action(),
                past.segment(),
                past.level(),
                past.judged(),
                opened.account(),
                past.account().isEmpty(),
                new Score(
                        past.score(),
                        Risk.probability(past.score()),
                        considered.map(one -> isSame(one.assessment().logit(), past.score()))),
                past.policyVersion(),
                past.modelVersion(),
                past.snapshot(),
                opened.shadowVersion()
                        .flatMap(version -> opened.shadowLevel().map(level -> new Shadow(version, level))),
                Coded.reasons(past.reasons()),
                Coded.suspicion(past.suspicion()),
                considered.map(one -> Explained.hypotheses(one.assessment())),
                considered.map(one -> Explained.readings(one.assessment(), past.evidence())),
                considered.map(one -> Explained.contributions(one.assessment(), past.evidence())),
                considered.map(one ->
                        Explained.outlook(one, past.evidence(), Optional.empty(), Optional.of(one.isAsStored(past)))),
                past.situation().map(Situation::of),
                facts(past),
                opened.labels().stream()
                        .map(said -> new Followed(
                                said.label(),
                                said.source(),
                                Coded.label(said.label()),
                                said.at(),
                                Duration.between(past.at(), said.at()).toSeconds()))
                        .toList(),
                mayReveal && opened.hasFacts());
    }

    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    private static Map<String, String> facts(PastDecision past) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Sight sight : Sight.values()) {
            facts.put(sight.value(), sight.of(past.evidence()));
        }
        return facts;
    }
}
