package dev.latchkey.riskbench;

/**
 * Every number the generated world stands on. The word at the end of a line says whence: {@code cited} with its source,
 * or {@code assumption}: our judgement, to be replaced by whoever has data. They were set before any score was
 * looked at, and are not tuned to make anybody look good.
 *
 * <p>W22 is Wiefling, Jørgensen, Thunem and Lo Iacono, Pump Up Password Security, ACM TOPS 2022, and the data set
 * published with it; F16 is Freeman and others, Who Are You, NDSS 2016.
 */
public final class Assumptions {
    // Size and time of a world.
    static final int USERS = 60_000; // assumption: enough for 0.1 % of the test's logins to be a few dozen
    static final long START = 1_704_067_200_000L; // assumption: 2024-01-01T00:00Z
    static final int DAYS = 540; // assumption: W22's year, and half a year more for browsers and devices to change
    static final double TUNE_FROM = 0.50; // assumption: thresholds are chosen from here, on one half of the users
    static final double TEST_FROM = 0.75; // assumption: and tried from here, on the other half
    static final int ATTACKS = 4_000; // assumption: attacks of each kind, over the two periods and all users

    /** Hostile attempts among all that reach the scorer with a verified first step. */
    public static final double BASE_RATE = 0.001; // assumption: 1 in 1,000

    // How often people come.
    static final double LOGINS_MEDIAN = 2; // cited: risk-model brief after W22: p50 2, p90 about 10, p99 about 32
    static final double LOGINS_SIGMA = 1.2; // cited: solves p90 9.3 and p99 32.6; 40 % then have exactly one
    static final double GAP_SIGMA = 1.2; // assumption: people come in bursts
    static final double HOUR_SPREAD = 3.2; // assumption: standard deviation in hours around a person's usual hour
    static final double HABIT_HOUR = 17; // assumption: the usual hours scatter around the late afternoon (UTC)
    static final double HABIT_SPREAD = 4; // assumption

    // Where they are.
    static final double HOME_COUNTRY = 0.70; // assumption after W22, a service of one country: share of users in it
    static final double ZIPF_PROVIDERS = 1.0; // cited: access providers by Zipf; the exponent is an assumption
    static final double ZIPF_CITIES = 0.9; // assumption
    static final double LEASE_FROM = 1; // cited: leases last 1 to 400 days (Padmanabhan and others, IMC 2016)
    static final double LEASE_TO = 400; // cited: the same
    static final double LEASE_SAME_NET = 0.5; // assumption: a new lease stays within the /24
    static final int GATEWAYS = 12; // assumption: CGNAT networks (/24) of a mobile provider
    static final int NEAR_GATEWAYS = 3; // assumption: of these a telephone usually meets three
    static final double FAR_GATEWAY = 0.2; // assumption: and now and then another
    static final double VPN_USERS = 0.10; // cited: about a tenth use one (brief); the shares below are assumptions
    static final double VPN_LOGINS = 0.35; // assumption: share of their logins through it
    static final double VPN_HOME_EXIT = 0.8; // assumption: exits in their own country
    static final double TRAVELLERS = 0.15; // assumption
    static final double TRAVEL_OFTEN = 0.12; // assumption: share of a traveller's weeks away
    static final double TRAVEL_SELDOM = 0.015; // assumption: share of everybody else's
    static final double TRAVEL_ABROAD = 0.55; // assumption
    static final double ROAMING = 0.4; // assumption: roaming traffic leaves through the home provider
    static final double EMPLOYED = 0.5; // assumption: has a second usual network at work or school
    static final int EMPLOYERS = 400; // assumption: in each country, by Zipf
    static final double PHONE_MOBILE = 0.35; // assumption: share of telephone logins on the mobile network
    static final double AT_WORK = 0.12; // assumption
    static final double ELSEWHERE = 0.07; // assumption: friends, cafés, trains
    static final double ELSEWHERE_FAR = 0.3; // assumption: of these in another city

    // With what.
    static final double SECOND_DEVICE = 0.45; // cited: one to three devices (brief); the shares are assumptions
    static final double THIRD_DEVICE = 0.10; // assumption
    static final double PRIMARY_USE = 0.75; // assumption: the first device's share of logins
    static final double RENEWAL_DAYS = 900; // cited: about every 900 days (brief, after telephone replacement cycles)
    static final double OTHER_ECOSYSTEM = 0.25; // assumption: a new device is of another maker's world
    static final double RELEASE_DAYS = 28; // cited: Chrome and Firefox ship every four weeks
    static final double UPDATE_LAG_DAYS = 6; // assumption: mean delay of an update
    static final double LAGGARDS = 0.04; // assumption: devices that are half a year behind
    static final double KEY_SUPPORT = 0.88; // cited: devices whose browser can hold a key of ours (brief)
    static final double COOKIE_KEPT = 0.94; // cited: it is still there at the next login (brief)
    static final double FORGETFUL_DEVICES = 0.05; // assumption: private windows and cleaning programs…
    static final double FORGETFUL_LOSS = 0.85; // assumption: …which lose it nearly always
    static final double KEY_LOST_COOKIE_KEPT = 0.003; // assumption: key storage evicted, cookie kept
    static final double SCRIPT_BLOCKED = 0.002; // assumption: the page's key step was blocked
    static final double HOUSEHOLDS = 0.08; // cited: share of users who share a device (brief)
    static final double KIOSK_USERS = 0.01; // cited: (brief)
    static final double KIOSK_LOGINS = 0.4; // assumption: of theirs

    // Passkeys.
    static final double SYNCED = 0.80; // cited: share of synced passkeys (brief)
    static final double HYBRID_USERS = 0.12; // assumption: sign in on the desktop by telephone…
    static final double HYBRID_LOGINS = 0.3; // assumption: …in this share of desktop logins
    static final double RECOVERED = 0.5; // assumption: a lost device-bound passkey ends in recovery, else in hybrid
    static final double RECOVERED_BESIDE_ANOTHER = 0.1; // assumption: the same while another device is at hand
    static final double SPONTANEOUS_RECOVERY = 0.002; // assumption: of all logins
    static final double NO_VERIFICATION_USERS = 0.02; // assumption: keys without PIN
    static final double ODD_VERIFICATION = 0.002; // assumption: once without it
    static final double BACKUP_CHANGES = 0.002; // assumption
    static final double COUNTER_FAULTS = 0.001; // assumption: of logins with device-bound passkeys
    static final double HINT_FAULTS = 0.005; // assumption: honest contradictions
    static final double STUMBLES = 0.03; // assumption: logins after a refused attempt of the same person
    static final double CROWD_FAILURES = 0.4; // assumption: mean failures within the hour behind CGNAT and VPN
    static final double QUIET_FAILURES = 0.02; // assumption: the same at home
    static final double ACTIONS = 0.08; // assumption: rows that are actions within a session
    static final double ADDITIONS = 0.02; // assumption: rows that add a passkey
    static final double AMOUNT_MEDIAN = 60; // assumption
    static final double AMOUNT_SIGMA = 1.2; // assumption
    static final double NEW_PAYEE = 0.15; // assumption

    // Attackers. All of them hold a valid first step; see Attacks.
    static final double TARGETED_EXACT_AGENT = 0.5; // cited: half with the exact user agent (brief, after W22)
    static final double ATTACK_LISTED = 0.5; // assumption: share of naive attackers' addresses on a list
    static final double ATTACK_WITHHOLDS = 0.1; // assumption: sends no device cookie where a browser would have one
    static final double SPOOF_CONTRADICTS = 0.12; // assumption: a spoofed user agent contradicts its hints
    static final double STUFFING_LOUD = 0.6; // assumption: many attempts per machine; the others are spread out
    static final double CLONE_EXACT_AGENT = 0.85; // assumption: copying kits copy the user agent too
    static final double CLONE_HOSTED = 0.4; // assumption: hosting or VPN in the victim's country
    static final double CLONE_RESIDENTIAL = 0.3; // assumption: residential proxies there; the rest comes from abroad
    static final double CLONE_SILENT = 0.15; // assumption: sends nothing instead of a cookie whose key is missing
    static final double SYNC_SAME_MAKER = 0.85; // assumption: a device of the maker whose cloud it is
    static final double SYNC_HOSTED = 0.35; // assumption
    static final double SYNC_RESIDENTIAL = 0.35; // assumption
    static final double SWAP_MOBILE = 0.6; // assumption: on the mobile network; the rest residential or VPN
    static final double THIEF_WITHOUT_PIN = 0.25; // assumption: the others know it, or the telephone was open
    static final double THIEF_NEAR = 0.25; // assumption: the same region's gateways; the others farther or on Wi-Fi
    static final int POISON_LOGINS = 3; // assumption: unnoticed logins that were learnt before the attack counts
    static final double POISON_DAYS = 21; // assumption

    private Assumptions() {}
}
