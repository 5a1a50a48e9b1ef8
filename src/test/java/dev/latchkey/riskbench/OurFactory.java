package dev.latchkey.riskbench;

import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Makes Latchkey's scorer: by the model that is shipped, or by one that never saw one kind of attacker. */
final class OurFactory implements ScorerFactory {
    /** Large enough for weights to settle; ten of these fits are made. */
    private static final Fit.Shape LEFT_OUT = new Fit.Shape(12_000, 800, 200);

    private final Model model;
    private final Fit fit;
    private final Map<Attacker, OurFactory> leftOut;

    private OurFactory(Model model, Fit fit, Map<Attacker, OurFactory> leftOut) {
        this.model = model;
        this.fit = fit;
        this.leftOut = leftOut;
    }

    static OurFactory shipped() {
        return new OurFactory(Model.current(), new Fit(LEFT_OUT), new EnumMap<>(Attacker.class));
    }

    @Override
    public String name() {
        return Contestants.OURS;
    }

    @Override
    public Scorer create() {
        return scorer();
    }

    OurScorer scorer() {
        return new OurScorer(name(), risk());
    }

    Risk risk() {
        return new Risk(model);
    }

    @Override
    public OurFactory without(Attacker left) {
        return leftOut.computeIfAbsent(
                left, kind -> new OurFactory(Model.parse(fit.text(Optional.of(kind))), fit, leftOut));
    }
}
