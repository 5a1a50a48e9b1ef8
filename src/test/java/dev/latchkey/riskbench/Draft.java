package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Extras.Activity;
import dev.latchkey.riskbench.Extras.Continuity;
import dev.latchkey.riskbench.Extras.Known;

/** A row while it is being filled in. It begins as an ordinary sign-in of an ordinary passkey. */
final class Draft {
    final long at;
    final long user;
    Atlas.Spot spot;
    Agent agent;
    String device = "";
    Continuity continuity = Continuity.NEW;
    String credential = "";
    boolean synced;
    String provider = "";
    String attachment = "platform";
    boolean verified = true;
    boolean backupChanged;
    boolean counterRegressed;
    double sinceRecoveryHours = Double.NaN;
    double credentialAgeHours;
    double accountAgeHours;
    double sessionAgeHours = Double.NaN;
    int accountFailures;
    int networkFailures;
    int deviceFailures;
    Activity activity = Activity.SIGN_IN;
    double amount;
    boolean newPayee;
    boolean contradiction;
    boolean listed;

    Draft(long at, long user, Atlas.Spot spot, Agent agent) {
        this.at = at;
        this.user = user;
        this.spot = spot;
        this.agent = agent;
    }

    /** Makes the row an action within a session, as customers do them. */
    void act(Dice dice) {
        activity = Activity.CUSTOM;
        sessionAgeHours = dice.exponential(0.3);
        amount = Math.round(dice.logNormal(Assumptions.AMOUNT_MEDIAN, Assumptions.AMOUNT_SIGMA) * 100) / 100.0;
        newPayee = dice.chance(Assumptions.NEW_PAYEE);
    }

    Login login(long index, Attacker attacker) {
        Extras extras = new Extras(
                device,
                continuity,
                credential,
                synced ? Known.YES : Known.NO,
                provider,
                false,
                attachment,
                verified ? Known.YES : Known.NO,
                backupChanged,
                counterRegressed,
                round(sinceRecoveryHours),
                round(credentialAgeHours),
                round(accountAgeHours),
                round(sessionAgeHours),
                accountFailures,
                networkFailures,
                deviceFailures,
                activity,
                amount,
                newPayee,
                spot.latitude(),
                spot.longitude(),
                contradiction);
        return new Login(
                index,
                at,
                user,
                Double.NaN,
                spot.address(),
                spot.country(),
                spot.region(),
                spot.city(),
                spot.asn(),
                agent.text(),
                agent.browser(),
                agent.os(),
                agent.type(),
                true,
                listed,
                attacker.hostile(),
                extras,
                attacker);
    }

    private static double round(double hours) {
        return Double.isNaN(hours) ? hours : Math.round(hours * 1_000) / 1_000.0;
    }
}
