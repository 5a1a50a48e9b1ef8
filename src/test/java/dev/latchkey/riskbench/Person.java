package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Extras.Activity;
import dev.latchkey.riskbench.Extras.Continuity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One generated user: habits, devices and passkeys, and the logins that come of them. */
final class Person {
    private static final int HABITS = 11;
    private static final int DEVICES = 12;
    private static final int DIARY = 13;
    private static final int SHARING = 14;
    private static final double DAY = 86_400_000.0;

    /** A passkey of the person: since which day, and in whose cloud or chip. */
    private record Held(double day, String provider) {}

    final long user;
    final Whereabouts whereabouts;
    final boolean synced;
    private final Dice diary;
    private final int logins;
    private final double firstDay;
    private final double hour;
    private final boolean hybrid;
    private final boolean unverified;
    private final List<List<Device>> slots = new ArrayList<>();

    // What changes while the diary is written.
    private final Map<String, Integer> cookies = new HashMap<>();
    private final Map<String, Held> credentials = new HashMap<>();
    private String syncedCredential = "";
    private String syncedProvider = "";
    private double recoveredOn = Double.NaN;

    Person(long seed, int number) {
        user = userId(seed, number);
        boolean sharing = Dice.of(seed, number / 2, SHARING).chance(Assumptions.HOUSEHOLDS);
        long household = sharing ? number & ~1 : number;
        whereabouts = new Whereabouts(seed, household, number);
        Dice habits = Dice.of(seed, number, HABITS);
        logins = Math.max(1, (int) Math.round(habits.logNormal(Assumptions.LOGINS_MEDIAN, Assumptions.LOGINS_SIGMA)));
        firstDay = habits.between(0, Assumptions.DAYS);
        hour = Assumptions.HABIT_HOUR + Assumptions.HABIT_SPREAD * habits.gaussian();
        synced = habits.chance(Assumptions.SYNCED);
        hybrid = habits.chance(Assumptions.HYBRID_USERS);
        unverified = habits.chance(Assumptions.NO_VERIFICATION_USERS);
        boolean second = habits.chance(Assumptions.SECOND_DEVICE);
        int count =
                sharing || second ? (habits.chance(Assumptions.THIRD_DEVICE / Assumptions.SECOND_DEVICE) ? 3 : 2) : 1;
        for (int slot = 0; slot < count; slot++) {
            boolean shared = sharing && slot == 1;
            long owner = shared ? household : number;
            slots.add(Device.succession(
                    owner,
                    slot,
                    shared ? 0 : firstDay,
                    shared && household != number,
                    Dice.of(seed, owner, DEVICES, slot)));
        }
        diary = Dice.of(seed, number, DIARY);
    }

    /** Returns the device in that slot on that day. */
    Device device(int slot, double day) {
        List<Device> succession = slots.get(slot);
        Device current = succession.getFirst();
        for (Device next : succession) {
            current = next.from() <= day ? next : current;
        }
        return current;
    }

    /** Returns the device that made a row, or the one that is used most if the row came from none of the person's. */
    Device deviceOf(Login row, double day) {
        return slots.stream()
                .flatMap(List::stream)
                .filter(device -> row.extras().device().startsWith(device.name() + "-"))
                .findFirst()
                .orElseGet(() -> device(0, day));
    }

    /** Returns all logins, the first of which opened the account; rows are not numbered yet. */
    List<Login> history() {
        List<Login> rows = new ArrayList<>();
        double meanGap = (Assumptions.DAYS - firstDay) * diary.between(0.3, 1) / logins;
        double gapMedian = meanGap / StrictMath.exp(Assumptions.GAP_SIGMA * Assumptions.GAP_SIGMA / 2);
        double day = firstDay;
        for (int i = 0; i < logins && day < Assumptions.DAYS; i++) {
            rows.add(row(day, i == 0).login(-1, Attacker.NONE));
            double next = StrictMath.floor(day + diary.logNormal(gapMedian, Assumptions.GAP_SIGMA)) + hourOfDay() / 24;
            day = Math.max(next, day + 0.01 + diary.exponential(0.1));
        }
        return rows;
    }

    static double day(long at) {
        return (at - Assumptions.START) / DAY;
    }

    static long at(double day) {
        return Assumptions.START + (long) (day * DAY);
    }

    private static long userId(long seed, int number) {
        return Dice.of(seed, number).next();
    }

    private double hourOfDay() {
        double drawn = hour + Assumptions.HOUR_SPREAD * diary.gaussian();
        return drawn - 24 * StrictMath.floor(drawn / 24);
    }

    private Draft row(double day, boolean signUp) {
        int slot = diary.chance(Assumptions.PRIMARY_USE) ? 0 : diary.below(slots.size());
        Device device = device(signUp ? 0 : slot, day);
        boolean kiosk = !signUp && whereabouts.kioskUser() && diary.chance(Assumptions.KIOSK_LOGINS);
        Atlas.Spot spot = kiosk ? whereabouts.kiosk(diary) : whereabouts.spot(day, device.phone(), diary);
        Draft draft = new Draft(at(day), user, spot, device.agent(day));
        draft.accountAgeHours = (day - firstDay) * 24;
        if (kiosk) {
            draft.agent = Agent.of(Agent.Maker.WINDOWS, Agent.Browser.CHROME, day - 40, 0);
            draft.device = "kiosk-" + diary.below(1 << 30);
            draft.attachment = "cross-platform";
            passkey(draft, device(0, day), day, false);
        } else {
            boolean met = cookies.containsKey(device.name());
            continuity(draft, device);
            passkey(draft, device, day, !met && !signUp);
            activity(draft, signUp);
        }
        circumstances(draft);
        return draft;
    }

    private void continuity(Draft draft, Device device) {
        boolean known = cookies.containsKey(device.name()) || device.shared();
        int cookie = cookies.getOrDefault(device.name(), 0);
        if (!known) {
            draft.continuity = Continuity.NEW;
        } else if (diary.chance(device.cookieLoss())) {
            draft.continuity = Continuity.NEW;
            cookie++;
        } else if (diary.chance(Assumptions.SCRIPT_BLOCKED)) {
            draft.continuity = Continuity.WITHHELD;
        } else if (!device.keyed()) {
            draft.continuity = Continuity.COOKIE;
        } else {
            draft.continuity = diary.chance(Assumptions.KEY_LOST_COOKIE_KEPT) ? Continuity.CHANGED : Continuity.PROVEN;
        }
        cookies.put(device.name(), cookie);
        draft.device = device.name() + "-" + cookie;
    }

    private void passkey(Draft draft, Device device, double day, boolean newDevice) {
        draft.synced = synced;
        boolean otherCloud = synced && !device.maker().provider.equals(syncedProvider) && !syncedProvider.isEmpty();
        String name = synced && !otherCloud ? "c" + user : "c" + user + "-" + device.name();
        if (synced && syncedProvider.isEmpty()) {
            syncedProvider = device.maker().provider;
            syncedCredential = name;
        }
        boolean held = credentials.containsKey(name);
        double recovers = slots.size() > 1 ? Assumptions.RECOVERED_BESIDE_ANOTHER : Assumptions.RECOVERED;
        boolean spontaneous = held && diary.chance(Assumptions.SPONTANEOUS_RECOVERY);
        if (!held && newDevice && !credentials.isEmpty() && !diary.chance(recovers)) {
            // Signs in with the old passkey by telephone, and adds one for this device afterwards.
            credentials.put(name, new Held(day, device.maker().provider));
            draft.attachment = "cross-platform";
            name = syncedCredential.isEmpty()
                    ? credentials.keySet().stream().sorted().toList().getFirst()
                    : syncedCredential;
        } else if (spontaneous || (!held && !credentials.isEmpty())) {
            credentials.put(name, new Held(day, device.maker().provider));
            recoveredOn = day;
            draft.activity = Activity.RECOVERY;
        } else if (!held) {
            credentials.put(name, new Held(day, device.maker().provider));
        }
        draft.credential = name;
        draft.provider = credentials.get(name).provider();
        draft.credentialAgeHours = (day - credentials.get(name).day()) * 24;
        draft.sinceRecoveryHours = (day - recoveredOn) * 24;
        if (hybrid && !device.phone() && diary.chance(Assumptions.HYBRID_LOGINS)) {
            draft.attachment = "cross-platform";
        }
        draft.verified = unverified == diary.chance(Assumptions.ODD_VERIFICATION);
        draft.backupChanged = diary.chance(Assumptions.BACKUP_CHANGES);
        draft.counterRegressed = !synced && diary.chance(Assumptions.COUNTER_FAULTS);
    }

    private void activity(Draft draft, boolean signUp) {
        if (signUp) {
            draft.activity = Activity.SIGN_UP;
        } else if (draft.activity == Activity.SIGN_IN && diary.chance(Assumptions.ACTIONS)) {
            draft.act(diary);
        } else if (draft.activity == Activity.SIGN_IN && diary.chance(Assumptions.ADDITIONS)) {
            draft.activity = Activity.ADD_PASSKEY;
            draft.sessionAgeHours = diary.exponential(0.3);
        }
    }

    private void circumstances(Draft draft) {
        draft.accountFailures = diary.chance(Assumptions.STUMBLES) ? 1 + diary.poisson(0.5) : 0;
        draft.deviceFailures = draft.accountFailures;
        double around = whereabouts.crowded() ? Assumptions.CROWD_FAILURES : Assumptions.QUIET_FAILURES;
        draft.networkFailures = draft.accountFailures + diary.poisson(around);
        draft.contradiction = diary.chance(Assumptions.HINT_FAULTS);
    }
}
