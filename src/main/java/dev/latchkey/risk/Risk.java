package dev.latchkey.risk;

import dev.latchkey.risk.signal.Column;
import java.util.Set;

/**
 * The scorer: a pure function of evidence, model and policy. Reads no clock, no database and no configuration.
 */
public final class Risk {
    private final Model model;

    /** A scorer by {@code model}. */
    public Risk(Model model) {
        this.model = model;
    }

    /** Returns the model it scores by. */
    public Model model() {
        return model;
    }

    /** Returns the calibrated logarithm of the odds that the attempt is hostile. The hot path. */
    public double score(Evidence evidence) {
        return Weighing.of(model, evidence).calibrated();
    }

    /** Returns what each signal reads, in the order of {@link Code}: what the weights of a model are fitted to. */
    public double[] readings(Evidence evidence) {
        return Weighing.readings(evidence, model.constants());
    }

    /**
     * Returns the logit that thresholds are compared with: the score, less what may be wrong with it while little is
     * known of the account; for costly activities, plus that. So newcomers are not pestered at the door, and nobody
     * gains by being new where it matters.
     */
    public double deciding(Evidence evidence) {
        return bounded(evidence, score(evidence));
    }

    /**
     * Assesses an attempt.
     *
     * @param owned the proofs this customer could give now
     */
    public Assessment assess(Evidence evidence, Policy policy, Set<Challenge> owned) {
        Weighing weighing = Weighing.of(model, evidence);
        double logit = weighing.calibrated();
        double deciding = bounded(evidence, logit);
        double[] posterior = weighing.posterior();
        Choice choice = new Choice(policy, owned, posterior, Hypothesis.values()[weighing.leading()]);
        Verdict verdict = choice.verdict(probability(logit), probability(deciding));
        Explanation explanation = new Explanation(evidence, weighing);
        return new Assessment(
                verdict,
                logit,
                probability(logit),
                explanation.posterior(),
                explanation.readings(),
                explanation.contributions(logit),
                Hypothesis.values()[weighing.leading()],
                choice.suitable(),
                explanation.counterfactual(verdict, choice.threshold(), deciding - logit));
    }

    private double bounded(Evidence evidence, double logit) {
        double margin = model.margin(evidence.number(Column.LOGINS));
        return evidence.activity().costly() ? logit + margin : logit - margin;
    }

    /** Returns the probability of a logit, 0 to 1. */
    public static double probability(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /** Returns the logit of a probability; infinite at 0 and 1. */
    public static double logit(double probability) {
        return StrictMath.log(probability / (1 - probability));
    }
}
