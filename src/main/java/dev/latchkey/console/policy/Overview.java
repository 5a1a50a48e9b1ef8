package dev.latchkey.console.policy;

import dev.latchkey.console.policy.OverviewAnswer.Arms;
import dev.latchkey.console.policy.OverviewAnswer.Broken;
import dev.latchkey.console.policy.OverviewAnswer.CellAnswer;
import dev.latchkey.console.policy.OverviewAnswer.Ended;
import dev.latchkey.console.policy.OverviewAnswer.InForce;
import dev.latchkey.console.policy.OverviewAnswer.ShadowAnswer;
import dev.latchkey.console.policy.OverviewAnswer.Tried;
import dev.latchkey.console.policy.ShareAnswer.ArmAnswer;
import dev.latchkey.decision.policy.Arm;
import dev.latchkey.decision.policy.Cell;
import dev.latchkey.decision.policy.Draft;
import dev.latchkey.decision.policy.Drafts;
import dev.latchkey.decision.policy.Guard;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.Rollouts;
import dev.latchkey.decision.policy.Stage;
import dev.latchkey.decision.policy.Standing;
import dev.latchkey.decision.policy.Standings;
import dev.latchkey.decision.policy.Step;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.Role;
import dev.latchkey.staff.Staff;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts together how a relying party's policy stands. */
@Singleton
class Overview {
    private final PolicyRegister register;
    private final Policies policies;
    private final Rollouts rollouts;
    private final Standings standings;
    private final Drafts drafts;
    private final Versions versions;
    private final People people;

    Overview(
            PolicyRegister register,
            Policies policies,
            Rollouts rollouts,
            Standings standings,
            Drafts drafts,
            Versions versions,
            People people) {
        this.register = register;
        this.policies = policies;
        this.rollouts = rollouts;
        this.standings = standings;
        this.drafts = drafts;
        this.versions = versions;
        this.people = people;
    }

    OverviewAnswer of(Staff asking) {
        RelyingPartyId managed = asking.managed();
        List<VersionAnswer> all = versions.all(asking);
        List<Draft> written = drafts.all(managed);
        Optional<Step> underWay = rollouts.underWay(managed);
        Optional<Rollouts.End> ended = rollouts.lastEnd(managed);
        Function<String, Person> named = people.named(Stream.concat(
                written.stream().flatMap(DraftAnswer::people),
                Stream.of(underWay, ended.map(Rollouts.End::end))
                        .flatMap(Optional::stream)
                        .map(Step::by)));
        return new OverviewAnswer(
                inForce(managed, all),
                underWay.filter(Step::isTrial).map(step -> tried(step, version(all, step.version()), named)),
                ended.map(over -> ended(over.trial(), over.end(), named)),
                underWay.filter(Step::isGlass).map(step -> broken(step, named)),
                written.stream().map(draft -> DraftAnswer.of(draft, named)).toList(),
                all,
                may(asking));
    }

    private InForce inForce(RelyingPartyId managed, List<VersionAnswer> all) {
        VersionAnswer holds = version(all, register.active(managed));
        return new InForce(
                holds.version(),
                holds.digest(),
                holds.comment(),
                holds.author(),
                register.since(managed),
                policies.version(managed, holds.version()) instanceof PolicyOutcome.Unreadable(String why)
                        ? Optional.of(why)
                        : Optional.empty());
    }

    private Tried tried(Step step, VersionAnswer version, Function<String, Person> named) {
        Stage stage = step.stage().orElseThrow();
        Standing standing = standings.of(step);
        boolean approved = version.approval()
                .filter(verdict -> verdict.verdict().equals("approved"))
                .isPresent();
        return new Tried(
                step.version(),
                version.digest(),
                stage.id(),
                (double) stage.share() / Arm.WHOLE,
                step.at(),
                named.apply(step.by()),
                step.comment(),
                stage.next().filter(next -> approved).map(Stage::id),
                policies.version(step.relyingParty(), step.version()) instanceof PolicyOutcome.InForce,
                approved,
                arms(standing),
                standing.cells().stream().map(Overview::cell).toList());
    }

    private static Arms arms(Standing standing) {
        Optional<ShadowAnswer> shadow = standing.shadow()
                .map(along -> new ShadowAnswer(
                        along.decisions(),
                        along.alike(),
                        along.more(),
                        along.fewer(),
                        ShareAnswer.of(along.before(), along.decisions()),
                        ShareAnswer.of(along.after(), along.decisions())));
        return shadow.isPresent()
                ? new Arms(Optional.empty(), Optional.empty(), shadow)
                : new Arms(
                        Optional.of(ArmAnswer.of(standing.canary())),
                        Optional.of(ArmAnswer.of(standing.control())),
                        shadow);
    }

    private static CellAnswer cell(Cell cell) {
        return new CellAnswer(
                cell.action(),
                cell.segment(),
                cell.promised(),
                cell.promised().map(Guard::allowed),
                ArmAnswer.of(cell.canary()),
                ArmAnswer.of(cell.control()),
                Guard.find(cell).id(),
                Guard.words(cell));
    }

    private static Ended ended(Step trial, Step step, Function<String, Person> named) {
        String how = switch (step.kind()) {
            case STOPPED, ROLLED_BACK, LIVE -> step.kind().id();
            case ACTIVATED, BREAK_GLASS, BREAK_GLASS_ENDED, SHADOW, CANARY_1, CANARY_5, CANARY_25 -> "overtaken";
        };
        return new Ended(
                trial.version(),
                how,
                step.at(),
                named.apply(step.by()),
                step.comment(),
                step.cause().orElse(null));
    }

    private static Broken broken(Step step, Function<String, Person> named) {
        return new Broken(
                step.glass().orElseThrow().id(),
                step.comment(),
                named.apply(step.by()),
                step.at(),
                step.endsAt().orElseThrow(),
                step.version(),
                step.former());
    }

    private static VersionAnswer version(List<VersionAnswer> all, int version) {
        return all.stream()
                .filter(answer -> answer.version() == version)
                .findFirst()
                .orElse(all.getLast());
    }

    private static List<String> may(Staff asking) {
        List<String> may = new ArrayList<>();
        if (asking.is(Role.POLICY_AUTHOR)) {
            may.addAll(List.of("draft", "submit"));
        }
        if (asking.is(Role.POLICY_AUTHOR) || asking.is(Role.POLICY_APPROVER)) {
            may.add("shadow");
        }
        if (asking.is(Role.POLICY_APPROVER)) {
            may.addAll(List.of("approve", "canary", "live", "stop", "activate", "break_glass"));
        }
        return List.copyOf(may);
    }
}
