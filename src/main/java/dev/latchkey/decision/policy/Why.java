package dev.latchkey.decision.policy;

import java.util.Locale;

/** Why a step in the life of a policy cannot be made now. */
public enum Why {
    /** Nobody but its authors has looked at it yet. */
    NOT_APPROVED("Somebody else than its authors has to approve this version first."),
    /** Somebody said no. */
    REJECTED("This version was rejected; make a draft from it."),
    /** A stage would be left out, or the version has none to follow. */
    NOT_NEXT("This is not the stage that comes next."),
    /** Another version is tried. */
    CANDIDATE_UNDER_WAY("Another version is being tried; let it go live, or stop it, first."),
    /** None is. */
    NO_CANDIDATE("No version is being tried."),
    /** It holds already. */
    IN_FORCE_ALREADY("This version is in force already."),
    /** It held before, so there is nothing to say about it any more. */
    IN_FORCE_BEFORE("This version was in force before; put it in force again without a verdict."),
    /** It never held, so nobody can go back to it. */
    NEVER_IN_FORCE("This version was never in force; try it on a few accounts first."),
    /** There is a verdict. */
    DECIDED_ALREADY("This version has its verdict already."),
    /** What was seen is not what is stored. */
    DIGEST_DIFFERS("The digest is not that of this version."),
    /** The glass is broken. */
    BREAK_GLASS_ON("The break-glass switch is on."),
    /** It is whole. */
    BREAK_GLASS_OFF("The break-glass switch is off."),
    /** It was made by the break-glass switch. */
    GENERATED("The break-glass switch made this version; it holds for a while only."),
    /** This release cannot work with it. */
    UNREADABLE("This release cannot read this version."),
    /** Somebody else was faster. */
    CHANGED_MEANWHILE("Somebody else, or the clock, made a step meanwhile.");

    private final String text;

    Why(String text) {
        this.text = text;
    }

    /** Returns its stable code, for example {@code not-approved}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns it in a sentence. */
    public String text() {
        return text;
    }
}
