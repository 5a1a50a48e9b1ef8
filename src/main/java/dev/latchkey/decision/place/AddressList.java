package dev.latchkey.decision.place;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;

/** Addresses and networks that an operator has listed. */
public final class AddressList {
    private final List<Cidr> ranges;

    private AddressList(List<Cidr> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads a list.
     *
     * @param setting its name, for the complaint about what is neither an address nor a network
     * @param texts addresses and networks ({@code 10.0.0.0/8})
     */
    public static AddressList of(String setting, List<String> texts) {
        return new AddressList(texts.stream().map(text -> range(setting, text)).toList());
    }

    private static Cidr range(String setting, String text) {
        return Cidr.parse(text)
                .orElseThrow(() -> new ConfigurationException(
                        setting + " has " + text + ": must be an address or a network such as 10.0.0.0/8"));
    }

    /** Whether the address is listed. */
    public boolean contains(Address address) {
        for (Cidr range : ranges) { // Each call asks, several times.
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
