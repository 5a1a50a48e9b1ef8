package dev.latchkey.decision.place;

import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses (RFC 4632).
 *
 * @param first its first address
 * @param prefix how many bits all its addresses share
 */
record Cidr(Address first, int prefix) {
    /** Reads {@code 10.0.0.0/8} or a single address; empty for everybody ({@code /0}) and for everything else. */
    static Optional<Cidr> parse(String text) {
        String[] parts = text.strip().split("/", -1);
        return Address.parse(parts[0])
                .flatMap(address -> parts.length == 1
                        ? Optional.of(new Cidr(address, address.bits()))
                        : prefix(parts).map(bits -> new Cidr(address, bits)))
                .filter(cidr ->
                        cidr.prefix() > 0 && cidr.prefix() <= cidr.first().bits())
                .filter(cidr -> Arrays.equals(
                        cidr.first().network(cidr.prefix()),
                        1,
                        1 + cidr.first().bits() / 8,
                        cidr.first().bytes(),
                        0,
                        cidr.first().bits() / 8));
    }

    private static Optional<Integer> prefix(String[] parts) {
        return parts.length == 2 && parts[1].matches("[0-9]{1,3}")
                ? Optional.of(Integer.valueOf(parts[1]))
                : Optional.empty();
    }

    /** Whether the address is one of them. */
    boolean contains(Address address) {
        return address.bits() == first.bits() && Arrays.equals(address.network(prefix), first.network(prefix));
    }
}
