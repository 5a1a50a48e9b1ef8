package dev.latchkey.decision;

import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.HardRules;
import dev.latchkey.decision.policy.Money;
import dev.latchkey.risk.Challenge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A situation as the log keeps it, a dozen bytes as a rule: format, judging, flags, rules, checks, times, amount. */
final class Packed {
    private static final byte FORMAT = 1;
    private static final List<Challenge> CHALLENGES = List.of(Challenge.values());
    private static final int TRUSTED = 1;
    private static final int ELSEWHERE = 2;
    private static final int UNVERIFIED = 4;
    private static final int AMOUNT = 8;
    private static final int OWNED = 16;

    private Packed() {}

    static byte[] pack(Situation situation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32);
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeByte(FORMAT);
            to.writeByte(situation.judging().ordinal());
            to.writeByte((situation.hits().trusted() ? TRUSTED : 0)
                    | (situation.elsewhere() ? ELSEWHERE : 0)
                    | (situation.unverified() ? UNVERIFIED : 0)
                    | (situation.amount().isPresent() ? AMOUNT : 0)
                    | (situation.owned().isPresent() ? OWNED : 0));
            to.writeByte(bits(situation.hits().rules(), HardRules.NAMES));
            to.writeByte(bits(situation.owned().orElse(Set.of()), CHALLENGES));
            List<Optional<Instant>> times = times(situation);
            int present = 0;
            for (int i = 0; i < times.size(); i++) {
                present |= times.get(i).isPresent() ? 1 << i : 0;
            }
            to.writeByte(present);
            for (Optional<Instant> time : times) {
                if (time.isPresent()) {
                    to.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, time.get()));
                }
            }
            if (situation.amount().isPresent()) {
                to.writeUTF(situation.amount().get().currency());
                to.writeUTF(situation.amount().get().value().toString());
            }
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
        return bytes.toByteArray();
    }

    private static List<Optional<Instant>> times(Situation situation) {
        return List.of(situation.reportedAt(), situation.recoveredAt(), situation.enrolledAt(), situation.heldUntil());
    }

    /**
     * Reads what the log keeps.
     *
     * @throws IllegalArgumentException if it is nothing of ours, or of a later release
     */
    static Situation unpack(byte[] packed, Instant at, Action action) {
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(packed))) {
            if (from.readByte() != FORMAT) {
                throw new IllegalArgumentException("no situation that this release can read");
            }
            Judging judging = Judging.values()[from.readByte()];
            int flags = from.readByte();
            Set<String> rules = members(from.readByte(), HardRules.NAMES);
            Set<Challenge> owned = members(from.readByte(), CHALLENGES);
            int present = from.readByte();
            Optional<Instant> reported = time(from, present, 0);
            Optional<Instant> recovered = time(from, present, 1);
            Optional<Instant> enrolled = time(from, present, 2);
            Optional<Instant> held = time(from, present, 3);
            Optional<Money> amount = Optional.empty();
            if ((flags & AMOUNT) != 0) {
                String currency = from.readUTF();
                amount = Optional.of(new Money(new BigDecimal(from.readUTF()), currency));
            }
            return new Situation(
                    at,
                    action,
                    amount,
                    new HardRules.Hits(rules, (flags & TRUSTED) != 0),
                    reported,
                    recovered,
                    enrolled,
                    held,
                    (flags & ELSEWHERE) != 0,
                    (flags & UNVERIFIED) != 0,
                    (flags & OWNED) != 0 ? Optional.of(owned) : Optional.empty(),
                    judging);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("a situation that is damaged", e);
        }
    }

    private static Optional<Instant> time(DataInputStream from, int present, int place) throws IOException {
        return (present & 1 << place) == 0
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(from.readLong(), ChronoUnit.MICROS));
    }

    private static <T> int bits(Set<T> members, List<T> all) {
        return members.stream().mapToInt(member -> 1 << all.indexOf(member)).reduce(0, (a, b) -> a | b);
    }

    private static <T> Set<T> members(int bits, List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> (bits & 1 << i) != 0)
                .mapToObj(all::get)
                .collect(Collectors.toUnmodifiableSet());
    }
}
