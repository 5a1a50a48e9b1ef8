package dev.latchkey.walk;

import dev.latchkey.decision.Pasts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Customers who are made up: who they are, what they do, and how often they expect to be asked. */
enum Persona {
    FIRST_TIMER(
            "First-timer",
            "Has never been here, and comes back the next day with the same phone.",
            Past.NONE,
            new Expectation(0, 0, "never asked"),
            Step.signUp("Make an account with a passkey. Skip whatever can be skipped."),
            Step.comeBack("Come back", "Sign in at home, on the same phone.", Scene.AT_HOME)),
    HABITUAL(
            "Habitual",
            "Has signed in at home on most days for two months, always on the same phone.",
            Past.MONTHS,
            new Expectation(0, 0, "never asked"),
            Step.signUp("Make an account with a passkey. Skip whatever can be skipped."),
            Step.comeBack("Sign in as usual", "Sign in at home, on the same phone.", Scene.AT_HOME),
            Step.comeBack("And once more", "Sign in at home, on the same phone.", Scene.AT_HOME)),
    CAUTIOUS(
            "Cautious",
            "Wants nothing learned, browses in private windows, and would rather be asked each time than be known.",
            Past.MONTHS,
            new Expectation(2, 2, "asked each time"),
            Step.signUp("Make an account with a passkey, and keep the recovery codes: you will need two."),
            Step.inAccount("Say no to learning", "Switch learning off in the account page."),
            Step.comeBack("Come back", "Sign in, in a private window. Answer with a recovery code.", Scene.IN_PRIVATE),
            Step.comeBack("And once more", "Sign in, in a private window again.", Scene.IN_PRIVATE)),
    TRAVELLER(
            "Traveller",
            "Signs in at home on most days, was in Madrid a few times, and always has the same phone along.",
            Past.ABROAD,
            new Expectation(0, 1, "asked at most once"),
            Step.signUp("Make an account with a passkey, and keep the recovery codes."),
            Step.comeBack(
                    "Come back from Lisbon", "Sign in from a hotel in Lisbon, with the same phone.", Scene.IN_LISBON),
            Step.comeBack("And once more", "Sign in from Lisbon the next day.", Scene.IN_LISBON)),
    NEW_PHONE(
            "New phone",
            "Has signed in at home for two months, and bought a new phone, to which the passkey was synced.",
            Past.MONTHS,
            new Expectation(0, 1, "asked at most once"),
            Step.signUp("Make an account with a passkey, and keep the recovery codes: you may need one."),
            Step.comeBack("Come back on the new phone", "Sign in at home, on the new phone.", Scene.ON_NEW_PHONE),
            Step.comeBack("And once more", "Sign in at home, on the new phone.", Scene.ON_NEW_PHONE)),
    LOST_PHONE(
            "Lost phone",
            "Has signed in at home for two months, lost the phone with the passkey on it, and has the recovery codes.",
            Past.MONTHS,
            new Expectation(0, 1, "asked at most once"),
            Step.signUp("Make an account with a passkey, and keep the recovery codes: you will need one."),
            Step.comeBack(
                    "Come back without the phone",
                    "The phone is lost: get in by a recovery code, and make a passkey on the new phone.",
                    Scene.ON_NEW_PHONE),
            Step.comeBack("And once more", "Sign in at home, with the new passkey.", Scene.ON_NEW_PHONE));

    /** How often somebody expects to be asked for one more check, on the whole walk. */
    record Expectation(int least, int most, String words) {
        boolean isKeptBy(int questions) {
            return least <= questions && questions <= most;
        }
    }

    /** Where a step begins. */
    enum Starts {
        /** At the sign-in page, signed out. */
        DOOR,
        /** At the account page, signed in. */
        ACCOUNT
    }

    /** One thing to do. */
    record Step(String title, String words, Starts starts, Scene scene) {
        static Step signUp(String words) {
            return new Step("Sign up", words, Starts.DOOR, Scene.AT_HOME);
        }

        static Step inAccount(String title, String words) {
            return new Step(title, words, Starts.ACCOUNT, Scene.AT_HOME);
        }

        static Step comeBack(String title, String words, Scene scene) {
            return new Step(title, words, Starts.DOOR, scene);
        }
    }

    /** What an account has behind it once its first step is done. */
    private enum Past {
        /** Its sign-up, and nothing else. */
        NONE,
        /** Forty sign-ins at home. */
        MONTHS,
        /** The same, and three from abroad. */
        ABROAD;

        private List<Scene> scenes() {
            return switch (this) {
                case NONE -> List.of();
                case MONTHS ->
                    IntStream.range(0, SIGN_INS).mapToObj(day -> Scene.AT_HOME).toList();
                case ABROAD ->
                    IntStream.range(0, SIGN_INS)
                            .mapToObj(day -> day % JOURNEY == JOURNEY / 2 ? Scene.IN_MADRID : Scene.AT_HOME)
                            .toList();
            };
        }
    }

    private static final int SIGN_INS = 40;
    private static final int JOURNEY = 14;
    private static final Duration BETWEEN = Duration.ofHours(36);

    private final String title;
    private final String who;
    private final Past past;
    private final Expectation expectation;
    private final List<Step> steps;

    Persona(String title, String who, Past past, Expectation expectation, Step... steps) {
        this.title = title;
        this.who = who;
        this.past = past;
        this.expectation = expectation;
        this.steps = List.of(steps);
    }

    /** Returns the stored name, for example {@code new-phone}. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Persona> of(String slug) {
        return Arrays.stream(values())
                .filter(persona -> persona.slug().equals(slug))
                .findFirst();
    }

    String title() {
        return title;
    }

    String who() {
        return who;
    }

    Expectation expectation() {
        return expectation;
    }

    List<Step> steps() {
        return steps;
    }

    /** Returns the sign-ins that the account is to have behind it, the earliest first and the last a day and a half ago. */
    List<Pasts.SignIn> past(UUID walk, int policyVersion, Instant now) {
        List<Scene> scenes = past.scenes();
        return IntStream.range(0, scenes.size())
                .mapToObj(place -> new Pasts.SignIn(
                        now.minus(BETWEEN.multipliedBy(scenes.size() - place)),
                        scenes.get(place).played(walk, policyVersion)))
                .toList();
    }
}
