package dev.latchkey.decision.policy;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). Reading one asks no name server.
 *
 * @param first its first address
 * @param prefix how many leading bits its addresses share
 */
public record Network(InetAddress first, int prefix) {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*(?:\\d{1,3}(?:\\.\\d{1,3}){3})?");
    private static final Pattern PREFIX = Pattern.compile("\\d{1,3}");
    private static final int LONGEST = 45;

    /** Reads one such as {@code 203.0.113.0/24}; empty for anything else, and where bits behind the prefix are set. */
    public static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !PREFIX.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .map(first -> new Network(first, prefix))
                .filter(Network::isWhole);
    }

    /** Reads an address as it is written; asks no name server. */
    public static Optional<InetAddress> address(String text) {
        if (text.length() > LONGEST || !ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address is in it. */
    public boolean holds(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(mine, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean isWhole() {
        byte[] bytes = first.getAddress();
        int bits = bytes.length * Byte.SIZE;
        if (prefix > bits) {
            return false;
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (bit(bytes, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int at) {
        return bytes[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
