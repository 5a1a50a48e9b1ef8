package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Good answers, damaged at random: in their JSON, in the bytes inside it, and by exchanging parts of two answers. None is
 * accepted and none throws. Repeats itself; {@code -Dlatchkey.damages=100000} does more of it, and
 * {@code -Dlatchkey.damage-seed} does others.
 */
class DamageTest {
    private static final int DAMAGES = Integer.getInteger("latchkey.damages", 3_000);
    private static final int PAIRS = 64;
    private static final long SEED = Long.getLong("latchkey.damage-seed", 42);
    private static final Pattern BINARY = Pattern.compile(
            "\"(clientDataJSON|attestationObject|authenticatorData|signature|userHandle|publicKey|id|rawId)\":\"([^\"]*)\"");
    private static final Set<String> REGISTRATION = Set.of("id", "type", "clientDataJSON", "attestationObject");
    private static final Set<String> ASSERTION =
            Set.of("id", "type", "clientDataJSON", "authenticatorData", "signature", "userHandle");

    private final Desk desk = new Desk(SEED);
    private final RandomGenerator random = new SeededRandom(SEED);

    /** An answer and another one that parts are taken from. */
    private record Pair(String good, String other) {}

    @Test
    void noDamagedRegistrationIsAcceptedOrThrows() {
        List<Pair> pairs = Stream.generate(() -> new Pair(signedRegistration(), signedRegistration()))
                .limit(PAIRS)
                .toList();
        List<String> accepted = new ArrayList<>();

        for (int i = 0; i < DAMAGES; i++) {
            Pair pair = pairs.get(random.nextInt(PAIRS));
            byte[] damaged = damage(pair.good(), pair.other());
            RegistrationOutcome outcome = desk.registration.finish(desk.party, damaged, Optional.empty());
            if (outcome instanceof RegistrationOutcome.Verified && !saysTheSame(REGISTRATION, pair.good(), damaged)) {
                accepted.add(new String(damaged, StandardCharsets.UTF_8));
            }
            desk.rows.spent.clear();
        }

        assertThat(accepted).isEmpty();
    }

    /** Attestation none signs nothing, so what no step looks at may be damaged; what the steps look at stays true. */
    @Test
    void aDamagedRegistrationThatNobodySignedNeverThrowsAndNeverSaysMoreThanItMay() {
        List<Pair> pairs = Stream.generate(() ->
                        new Pair(desk.phone.create(desk.creationOptions()), desk.phone.create(desk.creationOptions())))
                .limit(PAIRS)
                .toList();

        for (int i = 0; i < DAMAGES; i++) {
            Pair pair = pairs.get(random.nextInt(PAIRS));
            byte[] damaged = damage(pair.good(), pair.other());
            RegistrationOutcome outcome = desk.registration.finish(desk.party, damaged, Optional.empty());
            if (outcome
                    instanceof
                    RegistrationOutcome.Verified(NewPasskey passkey, Ceremony ceremony, var nickname, var challenge)) {
                assertThat(ceremony.account()).contains(desk.account);
                assertThat(passkey.userHandle()).isEqualTo(desk.handle);
                assertThat(passkey.userVerified()).isTrue();
                assertThat(passkey.backupEligible() || !passkey.backedUp()).isTrue();
                assertThat(CredentialKeys.stored(passkey.publicKey())).isPresent();
                assertThat(nickname).isEmpty();
            }
            desk.rows.spent.clear();
        }

        assertThat(desk.rows.credentials).isEmpty();
    }

    private String signedRegistration() {
        return desk.phone.create(desk.creationOptions(), Knobs::selfAttestation);
    }

    @Test
    void noDamagedAssertionIsAcceptedOrThrows() {
        List.of(-7, -8, -35, -36, -257).forEach(algorithm -> desk.enrolled(knobs -> knobs.algorithm(algorithm)));
        List<Pair> pairs = Stream.generate(() -> new Pair(assertion(), assertion()))
                .limit(PAIRS)
                .toList();
        List<String> accepted = new ArrayList<>();

        for (int i = 0; i < DAMAGES; i++) {
            Pair pair = pairs.get(random.nextInt(PAIRS));
            byte[] damaged = damage(pair.good(), pair.other());
            AssertionOutcome outcome =
                    desk.authentication.finish(desk.party, damaged, Optional.empty(), Alongside.NOTHING);
            if (outcome instanceof AssertionOutcome.Verified && !saysTheSame(ASSERTION, pair.good(), damaged)) {
                accepted.add(new String(damaged, StandardCharsets.UTF_8));
            }
            desk.rows.spent.clear();
        }

        assertThat(accepted).isEmpty();
    }

    private String assertion() {
        byte[] id = desk.phone.credentials().get(random.nextInt(5)).id();
        String allowed = "[{\"type\":\"public-key\",\"id\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "\"}]";
        return desk.phone.get(
                desk.requestOptions().replace("\"allowCredentials\":[]", "\"allowCredentials\":" + allowed));
    }

    private byte[] damage(String good, String other) {
        List<BiFunction<String, String, byte[]>> ways =
                List.of(this::bytesOfTheText, this::bytesInside, this::bytesInside, this::partOfAnother, this::cut);
        byte[] damaged = ways.get(random.nextInt(ways.size())).apply(good, other);
        return Arrays.equals(damaged, Desk.utf8(good)) ? damage(good, other) : damaged;
    }

    private byte[] bytesOfTheText(String good, String other) {
        return damaged(Desk.utf8(good));
    }

    private byte[] bytesInside(String good, String other) {
        Matcher binary = anyBinary(good);
        byte[] inside = Base64.getUrlDecoder().decode(binary.group(2));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(damaged(inside));
        return Desk.utf8(good.substring(0, binary.start(2)) + text + good.substring(binary.end(2)));
    }

    private byte[] partOfAnother(String good, String other) {
        Matcher mine = anyBinary(good);
        Matcher theirs = BINARY.matcher(other);
        while (theirs.find()) {
            if (theirs.group(1).equals(mine.group(1))) {
                return Desk.utf8(good.substring(0, mine.start(2)) + theirs.group(2) + good.substring(mine.end(2)));
            }
        }
        return bytesInside(good, other);
    }

    private byte[] cut(String good, String other) {
        int from = random.nextInt(good.length());
        int to = Math.min(good.length(), from + 1 + random.nextInt(40));
        return Desk.utf8(good.substring(0, from) + good.substring(to));
    }

    private Matcher anyBinary(String body) {
        long members = BINARY.matcher(body).results().count();
        Matcher matcher = BINARY.matcher(body);
        for (long skip = random.nextLong(members); skip >= 0; skip--) {
            matcher.find();
        }
        return matcher;
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (damaged.length == 0 || random.nextInt(6) == 0) {
            damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length + 8));
        }
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte) (random.nextBoolean() ? damaged[at] ^ 1 << random.nextInt(8) : random.nextInt(256));
        }
        return damaged;
    }

    /**
     * Whether only spelling was changed, or a member that nothing hangs on: then the answer says the same as the good one.
     */
    private static boolean saysTheSame(Set<String> essential, String good, byte[] damaged) {
        return essence(essential, damaged).equals(essence(essential, Desk.utf8(good)));
    }

    private static List<String> essence(Set<String> essential, byte[] body) {
        return StrictJson.object(body).stream()
                .flatMap(members -> Stream.concat(
                        members.entrySet().stream(),
                        members.get("response") instanceof Map<?, ?> response
                                ? response.entrySet().stream()
                                : Stream.of()))
                .filter(member -> essential.contains(member.getKey()))
                .map(Object::toString)
                .sorted()
                .toList();
    }
}
