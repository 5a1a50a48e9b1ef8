package dev.latchkey.console.policy;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PolicyVersion;
import dev.latchkey.decision.policy.Reviews;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.decision.policy.Verdict;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.Staff;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells versions of a policy with where each is in its life. */
@Singleton
class Versions {
    private static final String RELEASE = "release";

    private final PolicyRegister register;
    private final Reviews reviews;
    private final Rollouts rollouts;
    private final People people;

    Versions(PolicyRegister register, Reviews reviews, Rollouts rollouts, People people) {
        this.register = register;
        this.reviews = reviews;
        this.rollouts = rollouts;
        this.people = people;
    }

    /** Returns all versions, the newest first, the release's own last. */
    List<VersionAnswer> all(Staff asking) {
        RelyingPartyId managed = asking.managed();
        List<PolicyVersion> stored = register.versions(managed);
        Map<Integer, Verdict> verdicts =
                reviews.all(managed).stream().collect(Collectors.toMap(Verdict::version, Function.identity()));
        Map<Integer, Step> steps =
                rollouts.lastOfVersions(managed).stream().collect(Collectors.toMap(Step::version, Function.identity()));
        Optional<Step> underWay = rollouts.underWay(managed);
        Function<String, Person> named = people.named(Stream.concat(
                stored.stream().map(PolicyVersion::author),
                verdicts.values().stream().map(Verdict::by)));
        List<VersionAnswer> answers = new ArrayList<>();
        for (PolicyVersion version : stored.reversed()) {
            Optional<Verdict> verdict = Optional.ofNullable(verdicts.get(version.version()));
            Optional<Step> step = Optional.ofNullable(steps.get(version.version()));
            answers.add(new VersionAnswer(
                    version.version(),
                    version.digest(),
                    named.apply(version.author()),
                    Optional.of(version.createdAt()),
                    version.comment(),
                    state(version, verdict, step, underWay),
                    version.base(),
                    verdict.map(given -> VersionAnswer.VerdictAnswer.of(given, named.apply(given.by()))),
                    version.activatedAt(),
                    version.isBy(asking.account().toString()),
                    Optional.empty()));
        }
        answers.add(release(register.active(managed) == 0));
        return answers;
    }

    /** Returns one version with its text. */
    Optional<VersionAnswer> one(Staff asking, int version) {
        return register.text(asking.managed(), version)
                .flatMap(text -> all(asking).stream()
                        .filter(answer -> answer.version() == version)
                        .findFirst()
                        .map(answer -> answer.with(text)));
    }

    private static VersionAnswer release(boolean inForce) {
        return new VersionAnswer(
                0,
                DefaultPolicy.digest(),
                new Person(RELEASE, Optional.empty()),
                Optional.empty(),
                "Comes with the release.",
                inForce ? "live" : "retired",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static String state(
            PolicyVersion version, Optional<Verdict> verdict, Optional<Step> step, Optional<Step> underWay) {
        Optional<Step> trial = underWay.filter(now -> now.isTrial() && now.version() == version.version());
        Optional<Step.Kind> last = step.map(Step::kind);
        if (trial.isPresent()) {
            return trial.get().kind().id();
        }
        if (last.filter(kind -> kind == Step.Kind.BREAK_GLASS || kind == Step.Kind.BREAK_GLASS_ENDED)
                .isPresent()) {
            return Step.Kind.BREAK_GLASS.id();
        }
        if (version.inForce()) {
            return Step.Kind.LIVE.id();
        }
        if (version.activatedAt().isPresent()) {
            return "retired";
        }
        if (last.filter(kind -> kind == Step.Kind.ROLLED_BACK).isPresent()) {
            return Step.Kind.ROLLED_BACK.id();
        }
        if (step.isPresent()) {
            return Step.Kind.STOPPED.id(); // also one whose trial ended because something else came into force
        }
        return verdict.map(given -> given.approved() ? "approved" : "rejected").orElse("submitted");
    }
}
