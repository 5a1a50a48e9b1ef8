package dev.latchkey.relyingparty;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks settings one by one and collects what is wrong, each with its name and what would be right, so that an
 * operator mends all of it at once.
 */
final class SettingsCheck {
    /** The languages whose texts the pages bring along. */
    static final Set<String> LANGUAGES = Set.of("en", "de", "fr", "es", "zh", "ar");

    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern HOST = Pattern.compile(DOMAIN.pattern() + "(?::[0-9]{1,5})?");
    private static final Pattern WEB_ORIGIN = Pattern.compile("https?://" + HOST.pattern());
    private static final Pattern ANDROID_ORIGIN = Pattern.compile("android:apk-key-hash:[A-Za-z0-9_-]{43}");
    private static final Pattern ANDROID_APP = Pattern.compile("[A-Za-z][\\w.]*=(?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}");
    private static final Pattern APPLE_APP = Pattern.compile("[A-Z0-9]{10}\\.[A-Za-z0-9.-]+");
    private static final Pattern ACCENT = Pattern.compile("#[0-9a-f]{6}");
    private static final Pattern LOGO = Pattern.compile("/[A-Za-z0-9/_.-]+\\.(?:svg|png)");
    private static final Set<String> FORBIDDEN_SCHEMES =
            Set.of("javascript", "data", "vbscript", "file", "blob", "about");

    private final boolean strict;
    private final List<String> wrong = new ArrayList<>();

    SettingsCheck(boolean strict) {
        this.strict = strict;
    }

    String text(String name, @Nullable String value, int longest) {
        if (value == null
                || value.isBlank()
                || value.length() > longest
                || value.chars().anyMatch(c -> c < 32)) {
            wrong.add(name + ": say 1 to " + longest + " characters in one line");
            return "";
        }
        return value;
    }

    String domain(String name, @Nullable String value) {
        return match(name, value, DOMAIN, "a domain in lower case, such as example.org");
    }

    List<String> hosts(String name, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            wrong.add(name + ": name at least one host, such as login.example.org");
            return List.of();
        }
        return each(name, values, HOST, "a host in lower case, with its port if it is not the usual one");
    }

    List<String> origins(String name, String rpId, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            wrong.add(name + ": name at least one origin, such as https://login.example.org");
            return List.of();
        }
        for (String value : values) {
            if (ANDROID_ORIGIN.matcher(value).matches()) {
                continue;
            }
            webOrigin(name, value);
        }
        // §5.1.3: without related origins a ceremony's RP ID is the origin's own domain or a suffix of it.
        boolean anyOfOurs = values.stream()
                .filter(value -> WEB_ORIGIN.matcher(value).matches())
                .map(value -> URI.create(value).getHost())
                .anyMatch(host -> host.equals(rpId) || host.endsWith("." + rpId));
        if (!anyOfOurs) {
            wrong.add(name + ": at least one must be on " + rpId + " or below it");
        }
        return List.copyOf(values);
    }

    List<String> webOrigins(String name, List<String> values) {
        values.forEach(value -> webOrigin(name, value));
        return List.copyOf(values);
    }

    String webOrigin(String name, String value) {
        match(name, value, WEB_ORIGIN, "a raw web origin such as https://example.org, without a path");
        if (strict && !value.startsWith("https://")) {
            wrong.add(name + ": " + value + " must be https in production");
        }
        return value;
    }

    List<String> returnAddresses(String name, List<String> values) {
        for (String value : values) {
            if (!isReturnAddress(value)) {
                wrong.add(name + ": " + value + " must be an absolute https or app address without a fragment");
            }
        }
        return List.copyOf(values);
    }

    private boolean isReturnAddress(String value) {
        try {
            URI uri = URI.create(value);
            String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || (scheme.equals("http") && !strict);
            return !FORBIDDEN_SCHEMES.contains(scheme)
                    && uri.getRawFragment() == null
                    && (web ? uri.getHost() != null : scheme.contains("."));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    List<String> androidApps(String name, List<String> values) {
        return each(name, values, ANDROID_APP, "package=AA:BB:… with the SHA-256 fingerprint of the certificate");
    }

    List<String> appleApps(String name, List<String> values) {
        return each(name, values, APPLE_APP, "TEAMID1234.bundle.identifier");
    }

    List<String> languages(String name, @Nullable List<String> values) {
        if (values == null) {
            return List.of("en", "de", "fr", "es", "zh", "ar");
        }
        if (values.isEmpty() || !LANGUAGES.containsAll(values)) {
            wrong.add(name + ": choose some of " + new TreeSet<>(LANGUAGES));
        }
        return List.copyOf(values);
    }

    Optional<String> accent(String name, Optional<String> value) {
        value.ifPresent(accent -> match(name, accent, ACCENT, "a colour as #rrggbb in lower case"));
        return value;
    }

    Optional<Integer> radius(String name, Optional<Integer> value) {
        if (value.isPresent() && (value.get() < 0 || value.get() > 24)) {
            wrong.add(name + ": 0 to 24 CSS pixels");
        }
        return value;
    }

    Optional<String> logo(String name, Optional<String> value) {
        value.ifPresent(logo -> match(name, logo, LOGO, "a path of an .svg or .png served by this deployment"));
        return value;
    }

    <E extends Enum<E>> E choice(String name, @Nullable String value, E absent) {
        if (value == null) {
            return absent;
        }
        List<E> choices = Arrays.asList(absent.getDeclaringClass().getEnumConstants());
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value)) {
                return choice;
            }
        }
        wrong.add(name + ": one of "
                + choices.stream()
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .toList());
        return absent;
    }

    /** Staff prove who they are each time: what they may do is worth it. */
    UserVerification userVerification(String name, @Nullable String value, Use use) {
        UserVerification chosen = choice(name, value, UserVerification.REQUIRED);
        if (use == Use.STAFF && chosen != UserVerification.REQUIRED) {
            wrong.add(name + ": required where use is staff");
        }
        return chosen;
    }

    /** What is absent is true, as customers like it, and false for staff. */
    boolean rememberSessions(String name, Optional<Boolean> value, Use use) {
        boolean remembered = value.orElse(use != Use.STAFF);
        if (use == Use.STAFF && remembered) {
            wrong.add(name + ": false where use is staff");
        }
        return remembered;
    }

    void finish(RelyingPartyId id) {
        if (!wrong.isEmpty()) {
            throw new InvalidSettingsException(id, wrong);
        }
    }

    private List<String> each(String name, List<String> values, Pattern form, String right) {
        values.forEach(value -> match(name, value, form, right));
        return List.copyOf(values);
    }

    private String match(String name, @Nullable String value, Pattern form, String right) {
        if (value == null || !form.matcher(value).matches()) {
            wrong.add(name + ": " + (value == null ? "missing" : value) + " must be " + right);
            return "";
        }
        return value;
    }
}
