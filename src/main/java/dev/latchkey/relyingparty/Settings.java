package dev.latchkey.relyingparty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty.AndroidApp;
import dev.latchkey.relyingparty.RelyingParty.Apps;
import dev.latchkey.relyingparty.RelyingParty.Look;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.relyingparty.RelyingParty.Use;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A relying party's settings as they are written: in the row, in a file given to the command line, in configuration.
 * What is absent takes the strict default. {@link #toRelyingParty} is the only way from here to a value that the house
 * works with.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Settings(
        @Nullable String name,
        @JsonProperty("rp_id") @Nullable String rpId,
        @Nullable List<String> hosts,
        @Nullable List<String> origins,
        @JsonProperty("related_origins") @Nullable List<String> relatedOrigins,
        @Nullable String issuer,
        @Nullable String audience,
        @JsonProperty("user_verification") @Nullable String userVerification,
        @JsonProperty("session_mode") @Nullable String sessionMode,
        @JsonProperty("remember_sessions") @Nullable Boolean rememberSessions,
        @JsonProperty("signing_algorithm") @Nullable String signingAlgorithm,
        @JsonProperty("unique_usernames") @Nullable Boolean uniqueUsernames,
        @JsonProperty("cors_origins") @Nullable List<String> corsOrigins,
        @JsonProperty("return_addresses") @Nullable List<String> returnAddresses,
        @JsonProperty("android_apps") @Nullable List<String> androidApps,
        @JsonProperty("apple_apps") @Nullable List<String> appleApps,
        @Nullable List<String> languages,
        @Nullable String accent,
        @Nullable Integer radius,
        @Nullable String logo,
        @Nullable String use) {

    static Settings from(RelyingPartyConfig.Party party) {
        return new Settings(
                party.name(),
                party.rpId(),
                party.hosts(),
                party.origins(),
                party.relatedOrigins().orElse(null),
                party.issuer().orElse(null),
                party.audience().orElse(null),
                party.userVerification(),
                party.sessionMode(),
                party.rememberSessions().orElse(null),
                party.signingAlgorithm(),
                party.uniqueUsernames(),
                party.corsOrigins().orElse(null),
                party.returnAddresses().orElse(null),
                party.androidApps().orElse(null),
                party.appleApps().orElse(null),
                party.languages(),
                party.accent().orElse(null),
                party.radius().orElse(null),
                party.logo().orElse(null),
                party.use());
    }

    /**
     * Checks every setting and builds the value.
     *
     * @param strict whether plain http is refused, as it is in production
     * @throws InvalidSettingsException naming each setting that is wrong and what would be right
     */
    RelyingParty toRelyingParty(RelyingPartyId id, boolean strict) {
        SettingsCheck check = new SettingsCheck(strict);
        String checkedRpId = check.domain("rp_id", rpId);
        List<String> checkedOrigins = check.origins("origins", checkedRpId, origins);
        String firstWebOrigin = checkedOrigins.stream()
                .filter(origin -> origin.startsWith("http"))
                .findFirst()
                .orElse("");
        Use checkedUse = check.choice("use", use, Use.CUSTOMERS);
        RelyingParty built = new RelyingParty(
                id,
                check.text("name", name, 64),
                checkedRpId,
                ordered(check.hosts("hosts", hosts)),
                ordered(checkedOrigins),
                check.webOrigins("related_origins", orNone(relatedOrigins)),
                check.webOrigin("issuer", Optional.ofNullable(issuer).orElse(firstWebOrigin)),
                check.text("audience", Optional.ofNullable(audience).orElse(checkedRpId), 256),
                check.userVerification("user_verification", userVerification, checkedUse),
                check.choice("session_mode", sessionMode, SessionMode.TOKEN),
                check.rememberSessions("remember_sessions", Optional.ofNullable(rememberSessions), checkedUse),
                check.choice("signing_algorithm", signingAlgorithm, SigningAlgorithm.ES256),
                Boolean.TRUE.equals(uniqueUsernames),
                ordered(check.webOrigins("cors_origins", orNone(corsOrigins))),
                ordered(check.returnAddresses("return_addresses", orNone(returnAddresses))),
                new Apps(androidApps(check), check.appleApps("apple_apps", orNone(appleApps))),
                check.languages("languages", languages),
                new Look(
                        check.accent("accent", Optional.ofNullable(accent)),
                        check.radius("radius", Optional.ofNullable(radius)),
                        check.logo("logo", Optional.ofNullable(logo))),
                checkedUse);
        check.finish(id);
        return built;
    }

    private List<AndroidApp> androidApps(SettingsCheck check) {
        Map<String, List<String>> fingerprints = new LinkedHashMap<>();
        for (String pair : check.androidApps("android_apps", orNone(androidApps))) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) {
                continue; // already said to be wrong
            }
            fingerprints.computeIfAbsent(parts[0], app -> new ArrayList<>()).add(parts[1].toUpperCase(Locale.ROOT));
        }
        return fingerprints.entrySet().stream()
                .map(app -> new AndroidApp(app.getKey(), List.copyOf(app.getValue())))
                .toList();
    }

    private static Set<String> ordered(List<String> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    private static List<String> orNone(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }
}
