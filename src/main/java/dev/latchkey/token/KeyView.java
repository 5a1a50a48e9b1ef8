package dev.latchkey.token;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All signing keys as one replica saw them at one moment.
 *
 * @param keys by {@code kid}
 * @param published the published set of each relying party
 * @param at when it was read
 */
record KeyView(Map<String, SigningKey> keys, Map<RelyingPartyId, Published> published, Instant at) {
    static final KeyView NOTHING = new KeyView(Map.of(), Map.of(), Instant.MIN);

    /** A JWK Set (RFC 7517 §5) and the entity tag that changes with it. */
    record Published(String json, String tag) {}

    static KeyView of(List<SigningKey> keys, Instant at) {
        Map<RelyingPartyId, Published> sets = keys.stream()
                .collect(Collectors.groupingBy(
                        SigningKey::relyingParty, Collectors.collectingAndThen(Collectors.toList(), KeyView::publish)));
        return new KeyView(keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::kid, key -> key)), sets, at);
    }

    /** The key that signs for the relying party now: of those that may, the one that began last. */
    Optional<SigningKey> signer(RelyingParty relyingParty, Instant now) {
        return keys.values().stream()
                .filter(key -> key.relyingParty().equals(relyingParty.id())
                        && key.algorithm() == relyingParty.signingAlgorithm()
                        && key.signsAt(now))
                .max(Comparator.comparing(SigningKey::activatesAt));
    }

    /** The key of that name, if it is the relying party's and still verifies. */
    Optional<SigningKey> verifier(RelyingPartyId relyingParty, String kid, Instant now) {
        return Optional.ofNullable(keys.get(kid))
                .filter(key -> key.relyingParty().equals(relyingParty) && key.verifiesAt(now));
    }

    private static Published publish(List<SigningKey> keys) {
        String json = keys.stream()
                .sorted(Comparator.comparing(SigningKey::activatesAt).thenComparing(SigningKey::kid))
                .map(SigningKey::publicJwk)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return new Published(
                json, Digests.sha256(json.getBytes(StandardCharsets.UTF_8)).toBase64Url());
    }
}
