package dev.latchkey.decision.place;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP address. Lives in memory only and never prints itself. An IPv6 address that maps an IPv4 one (RFC 4291 §2.5.5.2)
 * is that IPv4 address.
 */
public final class Address {
    private static final int LONGEST = 45;
    private static final int V4 = 4;
    private static final int LINK_BYTES = 8;

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads an address literal; asks no name service. Empty for everything else: names, ports, zones, brackets, IPv4
     * with less than four numbers or with leading zeros.
     */
    public static Optional<Address> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        return text.indexOf(':') >= 0 ? v6(text) : v4(text).map(Address::new);
    }

    private static Optional<Address> v6(String text) {
        int dotted = text.indexOf('.') < 0 ? -1 : text.lastIndexOf(':') + 1;
        if (!text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128)
                || dotted >= 0 && v4(text.substring(dotted)).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Address(Inet6Address.ofLiteral(text).getAddress()));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> v4(String text) {
        byte[] bytes = new byte[V4];
        int at = 0;
        for (int part = 0; part < V4; part++) {
            int from = at;
            int number = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - from < 3) {
                number = number * 10 + text.charAt(at++) - '0';
            }
            boolean last = part == V4 - 1;
            boolean ended = last ? at == text.length() : at < text.length() && text.charAt(at) == '.';
            if (at == from || number > 255 || !ended || at - from > 1 && text.charAt(from) == '0') {
                return Optional.empty();
            }
            bytes[part] = (byte) number;
            at++;
        }
        return Optional.of(bytes);
    }

    /** Whether it is an IPv6 address. */
    public boolean isV6() {
        return bytes.length != V4;
    }

    /**
     * What one customer of an access provider has to themselves: an IPv4 address, the /64 of an IPv6 one (RFC 6177), all
     * other bits zero.
     */
    public Address source() {
        if (!isV6()) {
            return this;
        }
        byte[] source = Arrays.copyOf(bytes, bytes.length);
        Arrays.fill(source, LINK_BYTES, source.length, (byte) 0);
        return new Address(source);
    }

    /** The number of its bits: 32 or 128. */
    int bits() {
        return bytes.length * Byte.SIZE;
    }

    /** A copy of its 4 or 16 bytes. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Its address of the JDK; asks no name service. */
    public InetAddress inet() {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
        }
    }

    /** The network around it: its first {@code prefix} bits, all others zero, behind the length of the prefix. */
    byte[] network(int prefix) {
        byte[] network = new byte[1 + bytes.length];
        network[0] = (byte) prefix;
        for (int bit = 0; bit < prefix; bit++) {
            network[1 + bit / Byte.SIZE] |= (byte) (bytes[bit / Byte.SIZE] & 0x80 >> bit % Byte.SIZE);
        }
        return network;
    }

    /** Eight of its bytes as a number, from byte {@code from}; of the four of IPv4 as a positive one. */
    long number(int from) {
        long number = 0;
        for (int at = from; at < Math.min(bytes.length, from + Long.BYTES); at++) {
            number = number << Byte.SIZE | bytes[at] & 0xff;
        }
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Address[redacted]";
    }
}
