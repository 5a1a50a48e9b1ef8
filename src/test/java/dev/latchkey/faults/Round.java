package dev.latchkey.faults;

/** One kind of fault, with what has to hold through it. */
@FunctionalInterface
interface Round {
    /** Makes the fault as often as the plan says and reports. */
    void run(Plan plan, Report report) throws Exception;
}
