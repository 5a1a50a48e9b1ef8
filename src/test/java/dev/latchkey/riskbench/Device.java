package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.List;

/**
 * One of a person's devices.
 *
 * @param slot       which of the person's devices: 0 is used most
 * @param from       the day it came into use
 * @param maker      what it is
 * @param browser    its browser
 * @param osVersion  see {@link Agent#of}
 * @param lag        days its updates come late
 * @param keyed      whether it can hold a device-bound key
 * @param cookieLoss how likely it is to have lost everything by the next login
 * @param shared     whether somebody else of the household signed in on it before
 * @param name       what its cookies' names begin with
 */
record Device(
        int slot,
        double from,
        Agent.Maker maker,
        Agent.Browser browser,
        int osVersion,
        double lag,
        boolean keyed,
        double cookieLoss,
        boolean shared,
        String name) {
    private static final List<Agent.Maker> DESKTOPS =
            List.of(Agent.Maker.WINDOWS, Agent.Maker.WINDOWS, Agent.Maker.WINDOWS, Agent.Maker.MAC, Agent.Maker.LINUX);
    private static final List<Agent.Maker> PHONES = List.of(Agent.Maker.IPHONE, Agent.Maker.ANDROID);

    /** What keeps its cookies at all so that the average is {@link Assumptions#COOKIE_KEPT}. */
    private static final double TIDY_LOSS =
            (1 - Assumptions.COOKIE_KEPT - Assumptions.FORGETFUL_DEVICES * Assumptions.FORGETFUL_LOSS)
                    / (1 - Assumptions.FORGETFUL_DEVICES);

    /** Returns the succession of devices in one slot, from the first day on to the last. */
    static List<Device> succession(long household, int slot, double firstDay, boolean shared, Dice dice) {
        List<Device> devices = new ArrayList<>();
        Agent.Maker maker = first(slot, dice);
        double from = firstDay;
        for (int generation = 0; from < Assumptions.DAYS; generation++) {
            double lag = dice.chance(Assumptions.LAGGARDS)
                    ? dice.between(120, 240)
                    : dice.exponential(Assumptions.UPDATE_LAG_DAYS);
            double loss = dice.chance(Assumptions.FORGETFUL_DEVICES) ? Assumptions.FORGETFUL_LOSS : TIDY_LOSS;
            devices.add(new Device(
                    slot,
                    from,
                    maker,
                    Agent.browser(maker, dice),
                    dice.below(3),
                    lag,
                    dice.chance(Assumptions.KEY_SUPPORT),
                    loss,
                    shared && generation == 0,
                    "d" + household + "-" + slot + "-" + generation));
            from += dice.exponential(Assumptions.RENEWAL_DAYS);
            maker = dice.chance(Assumptions.OTHER_ECOSYSTEM) ? other(maker, dice) : maker;
        }
        return devices;
    }

    /** Returns its browser at that time. */
    Agent agent(double day) {
        return Agent.of(maker, browser, day - lag, osVersion);
    }

    boolean phone() {
        return maker.type.equals("mobile");
    }

    private static Agent.Maker first(int slot, Dice dice) {
        return switch (slot) {
            case 0 -> Agent.Maker.values()[Agent.FIRST.pick(dice)];
            case 1 -> dice.chance(0.7) ? dice.pick(DESKTOPS) : dice.pick(PHONES);
            default -> dice.chance(0.5) ? Agent.Maker.IPAD : dice.pick(DESKTOPS);
        };
    }

    private static Agent.Maker other(Agent.Maker maker, Dice dice) {
        return switch (maker) {
            case IPHONE -> Agent.Maker.ANDROID;
            case ANDROID -> Agent.Maker.IPHONE;
            case IPAD -> dice.pick(DESKTOPS);
            case WINDOWS, MAC, LINUX -> dice.pick(DESKTOPS);
        };
    }
}
