package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Atlas.Spot;
import dev.latchkey.riskbench.Extras.Activity;
import dev.latchkey.riskbench.Extras.Continuity;

/**
 * Plays the attackers. Each of them got past the first step, as the published studies assume: so the credential columns
 * of {@code NAIVE} to {@code STUFFING} are the victim's own and betray nobody, which is harder for a scorer than life.
 * Only {@code SIM_SWAP} had to make a credential of its own. Nobody who does not hold it can show the victim's key.
 */
final class Attacks {
    private static final int CAMPAIGNS = 40;

    private Attacks() {}

    /** Returns whether such an attack on that victim is possible at all. */
    static boolean possible(Attacker kind, Person victim, Login last) {
        double day = Person.day(last.at());
        return switch (kind) {
            case CLONE_BEARER ->
                !victim.deviceOf(last, day).keyed() && !last.extras().device().startsWith("kiosk");
            case CLONE_BOUND_KEY ->
                victim.deviceOf(last, day).keyed() && !last.extras().device().startsWith("kiosk");
            case SYNC_FABRIC -> victim.synced;
            case STOLEN_PHONE -> victim.deviceOf(last, day).phone();
            case NONE, NAIVE, VPN, TARGETED, VERY_TARGETED, STUFFING, SIM_SWAP, REPORTED -> true;
        };
    }

    /** Returns the attack on that day, after the victim's last login. */
    static Draft draft(Attacker kind, Person victim, Login last, double day, Dice dice) {
        return switch (kind) {
            case NAIVE -> naive(victim, last, day, dice);
            case VPN ->
                remote(victim, last, day, Whereabouts.hosted(home(victim), dice), Agent.popular(day, dice), dice);
            case TARGETED -> targeted(victim, last, day, dice);
            case VERY_TARGETED -> veryTargeted(victim, last, day, dice);
            case STUFFING -> stuffing(victim, last, day, dice);
            case CLONE_BEARER -> clone(victim, last, day, Continuity.COOKIE, dice);
            case CLONE_BOUND_KEY ->
                clone(
                        victim,
                        last,
                        day,
                        dice.chance(Assumptions.CLONE_SILENT) ? Continuity.WITHHELD : Continuity.CHANGED,
                        dice);
            case SYNC_FABRIC -> syncFabric(victim, last, day, dice);
            case SIM_SWAP -> simSwap(victim, last, day, dice);
            case STOLEN_PHONE -> stolenPhone(victim, last, day, dice);
            case NONE, REPORTED -> throw new IllegalArgumentException(kind + " is no attack that can be played");
        };
    }

    private static Draft naive(Person victim, Login last, double day, Dice dice) {
        int from = Atlas.WORLD.hostile(dice);
        Spot spot = dice.chance(0.5) ? Whereabouts.hosted(from, dice) : Whereabouts.residential(from, dice);
        Draft draft = remote(victim, last, day, spot, Agent.popular(day, dice), dice);
        draft.listed = dice.chance(Assumptions.ATTACK_LISTED);
        return draft;
    }

    private static Draft targeted(Person victim, Login last, double day, Dice dice) {
        Device device = victim.deviceOf(last, day);
        boolean exact = dice.chance(Assumptions.TARGETED_EXACT_AGENT);
        double behind = exact ? 0 : dice.between(-1, 3) * Assumptions.RELEASE_DAYS;
        Agent agent = Agent.of(device.maker(), device.browser(), day - device.lag() - behind, device.osVersion());
        Spot spot = Whereabouts.residential(home(victim), victim.whereabouts.city(), dice);
        return spoofing(remote(victim, last, day, spot, agent, dice), dice);
    }

    private static Draft veryTargeted(Person victim, Login last, double day, Dice dice) {
        Device device = victim.deviceOf(last, day);
        boolean mobile = device.phone() && dice.chance(Assumptions.PHONE_MOBILE);
        Spot spot = mobile ? victim.whereabouts.mobile(dice) : victim.whereabouts.neighbour(dice);
        return spoofing(remote(victim, last, day, spot, device.agent(day), dice), dice);
    }

    private static Draft stuffing(Person victim, Login last, double day, Dice dice) {
        Dice campaign = Dice.of(2, dice.below(CAMPAIGNS));
        int from = campaign.chance(0.3) ? 0 : Atlas.WORLD.hostile(campaign);
        Agent agent = Agent.popular(campaign.between(0, day), campaign);
        boolean loud = dice.chance(Assumptions.STUFFING_LOUD);
        Spot spot = Whereabouts.hosted(from, loud ? campaign : dice);
        Draft draft = remote(victim, last, day, spot, agent, dice);
        draft.continuity = dice.chance(0.4) ? Continuity.WITHHELD : Continuity.NEW;
        draft.accountFailures = dice.poisson(0.5);
        draft.networkFailures = loud ? (int) dice.logNormal(30, 1) : dice.poisson(Assumptions.CROWD_FAILURES);
        draft.deviceFailures = loud && draft.continuity == Continuity.NEW ? dice.poisson(2) : 0;
        draft.contradiction = dice.chance(Assumptions.SPOOF_CONTRADICTS);
        return draft;
    }

    /** A session with its cookies in another place: a proxy in the middle or a program on the victim's machine. */
    private static Draft clone(Person victim, Login last, double day, Continuity continuity, Dice dice) {
        Device device = victim.deviceOf(last, day);
        Agent agent = dice.chance(Assumptions.CLONE_EXACT_AGENT) ? device.agent(day) : Agent.popular(day, dice);
        Spot spot = elsewhere(victim, Assumptions.CLONE_HOSTED, Assumptions.CLONE_RESIDENTIAL, dice);
        Draft draft = spoofing(remote(victim, last, day, spot, agent, dice), dice);
        draft.device = last.extras().device();
        draft.continuity = continuity;
        if (dice.chance(0.7)) {
            draft.act(dice);
        }
        return draft;
    }

    private static Draft syncFabric(Person victim, Login last, double day, Dice dice) {
        Device device = victim.deviceOf(last, day);
        Agent agent;
        if (dice.chance(Assumptions.SYNC_SAME_MAKER)) {
            Agent.Browser browser = Agent.browser(device.maker(), dice);
            agent = Agent.of(
                    device.maker(), browser, day - dice.exponential(Assumptions.UPDATE_LAG_DAYS), dice.below(3));
        } else {
            agent = Agent.popular(day, dice);
        }
        Spot spot = elsewhere(victim, Assumptions.SYNC_HOSTED, Assumptions.SYNC_RESIDENTIAL, dice);
        Draft draft = remote(victim, last, day, spot, agent, dice);
        draft.continuity = Continuity.NEW;
        return draft;
    }

    private static Draft simSwap(Person victim, Login last, double day, Dice dice) {
        Agent.Maker maker = dice.chance(0.5) ? Agent.Maker.IPHONE : Agent.Maker.ANDROID;
        Agent agent = Agent.of(maker, Agent.browser(maker, dice), day - dice.exponential(6), dice.below(3));
        Spot spot = dice.chance(Assumptions.SWAP_MOBILE)
                ? victim.whereabouts.mobile(dice)
                : elsewhere(victim, 0.5, 0.5, dice);
        Draft draft = remote(victim, last, day, spot, agent, dice);
        draft.credential = "swapped-" + Long.toHexString(dice.next());
        draft.synced = true;
        draft.provider = maker.provider;
        draft.credentialAgeHours = dice.between(0, 6);
        draft.sinceRecoveryHours = draft.credentialAgeHours;
        if (dice.chance(0.5)) {
            draft.activity = Activity.RECOVERY;
            draft.credentialAgeHours = 0;
            draft.sinceRecoveryHours = 0;
        }
        return draft;
    }

    private static Draft stolenPhone(Person victim, Login last, double day, Dice dice) {
        Device device = victim.deviceOf(last, day);
        double where = dice.uniform();
        Spot spot;
        if (where < Assumptions.THIEF_NEAR) {
            spot = victim.whereabouts.mobile(dice);
        } else if (where < 0.75) {
            spot = victim.whereabouts.farGateway(dice);
        } else {
            spot = Whereabouts.residential(home(victim), dice);
        }
        Draft draft = remote(victim, last, day, spot, device.agent(day), dice);
        draft.device = last.extras().device();
        draft.continuity = device.keyed() ? Continuity.PROVEN : Continuity.COOKIE;
        draft.verified = draft.verified && !dice.chance(Assumptions.THIEF_WITHOUT_PIN);
        if (dice.chance(0.5)) {
            draft.act(dice);
        }
        return draft;
    }

    /** Somebody on a device of their own who passed the victim's first step. */
    private static Draft remote(Person victim, Login last, double day, Spot spot, Agent agent, Dice dice) {
        Extras before = last.extras();
        double hours = (Person.at(day) - last.at()) / 3_600_000.0;
        Draft draft = new Draft(Person.at(day), victim.user, spot, agent);
        draft.device = "x-" + Long.toHexString(dice.next());
        draft.continuity = dice.chance(Assumptions.ATTACK_WITHHOLDS) ? Continuity.WITHHELD : Continuity.NEW;
        draft.credential = before.credential();
        draft.synced = victim.synced;
        draft.provider = before.provider();
        draft.verified = before.userVerified() == Extras.Known.YES;
        draft.credentialAgeHours = before.credentialAgeHours() + hours;
        draft.sinceRecoveryHours = before.sinceRecoveryHours() + hours;
        draft.accountAgeHours = before.accountAgeHours() + hours;
        draft.accountFailures = dice.chance(Assumptions.STUMBLES) ? 1 : 0;
        boolean rented = spot.asn() > 60_000;
        draft.networkFailures = dice.poisson(rented ? Assumptions.CROWD_FAILURES : Assumptions.QUIET_FAILURES);
        return draft;
    }

    private static Draft spoofing(Draft draft, Dice dice) {
        draft.contradiction = dice.chance(Assumptions.SPOOF_CONTRADICTS);
        return draft;
    }

    private static Spot elsewhere(Person victim, double hosted, double residential, Dice dice) {
        double where = dice.uniform();
        if (where < hosted) {
            return Whereabouts.hosted(home(victim), dice);
        }
        return where < hosted + residential
                ? Whereabouts.residential(home(victim), dice)
                : Whereabouts.residential(Atlas.WORLD.hostile(dice), dice);
    }

    private static int home(Person victim) {
        return victim.whereabouts.country();
    }
}
