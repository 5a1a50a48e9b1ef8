package dev.latchkey.riskbench;

import java.util.EnumSet;
import java.util.Set;

/** Who was behind a login: the truth of the generator, or what the data set says. No scorer may read it. */
public enum Attacker {
    /** The owner of the account (or somebody of the household on the household's device). */
    NONE,
    /** Any address of the world, any popular browser. */
    NAIVE,
    /** An address in the victim's country, by a hosting or VPN provider; a browser popular there. */
    VPN,
    /** The victim's country and city through a popular provider, the victim's browser family, every second one exactly. */
    TARGETED,
    /** The victim's own provider and exact user agent. */
    VERY_TARGETED,
    /** A list of leaked secrets tried against many accounts from a few machines. */
    STUFFING,
    /** A copied session and device cookie of a victim whose browser holds no device-bound key. */
    CLONE_BEARER,
    /** The same, and the victim's browser held a key that the copy cannot use. */
    CLONE_BOUND_KEY,
    /** The victim's cloud account was taken over: a genuine synced passkey on the attacker's own device. */
    SYNC_FABRIC,
    /** The victim's telephone number was taken over, and the account recovered by it. */
    SIM_SWAP,
    /** The victim's own telephone in another hand. */
    STOLEN_PHONE,
    /** A data set says that this login was a takeover and nothing more. Never generated. */
    REPORTED;

    /** Everybody the generator plays, in the order of the report. */
    public static final Set<Attacker> GENERATED = EnumSet.range(NAIVE, STOLEN_PHONE);

    /** @return whether the account's owner was not behind the login */
    public boolean hostile() {
        return this != NONE;
    }
}
