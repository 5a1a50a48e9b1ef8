package dev.latchkey.decision.policy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the policy that holds while the glass is broken from the one that held before; a pure function of its text. */
final class GlassText {
    private static final List<String> SEGMENTS = List.of("new", "regular", "dormant");
    private static final List<String> LINES = List.of("budget", "threshold", "by_cost", "deny");

    private GlassText() {}

    /**
     * Returns the text.
     *
     * @param document one that can be read
     */
    static String of(String document, Glass how) {
        Optional<Object> root = new JsonTree(new Faults()).read(document);
        Map<String, Object> policy = members(root.orElseThrow());
        Map<String, Object> actions = members(policy.get("actions"));
        actions.replaceAll((name, rule) -> switch (how) {
            case ASK_EVERYBODY -> name.equals("sign_in") ? askingAlways(members(rule)) : rule;
            case ASK_NOBODY_ON_SCORE -> askingNobody(members(rule));
        });
        policy.put("actions", actions);
        return JsonText.of(policy);
    }

    private static Map<String, Object> askingAlways(Map<String, Object> rule) {
        rule.put("at_least", Least.STEP_UP.id());
        return rule;
    }

    private static Map<String, Object> askingNobody(Map<String, Object> rule) {
        for (String segment : SEGMENTS) {
            rule.computeIfPresent(segment, (name, given) -> {
                Map<String, Object> lines = members(given);
                LINES.forEach(lines::remove);
                lines.put("budget", BigDecimal.ZERO);
                return lines;
            });
        }
        return rule;
    }

    /** A copy that can be changed. */
    private static Map<String, Object> members(Object object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) object).forEach((name, value) -> copy.put((String) name, value));
        return copy;
    }
}
