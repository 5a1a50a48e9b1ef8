package dev.latchkey.riskbench;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Facts;
import dev.latchkey.riskbench.Extras.Known;
import java.nio.charset.StandardCharsets;

/** Turns a row into what Latchkey would have observed. Keyed hashes become unkeyed ones: here nobody is to be hidden. */
final class OurFacts {
    private static final long HOUR = 3_600;
    private static final long FNV_START = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private OurFacts() {}

    static Facts of(Login row) {
        Extras extras = row.extras();
        return Facts.at(row.at() / 1_000, Activity.valueOf(extras.activity().name()))
                .country(hash(row.country()))
                .asn(row.asn() == 0 ? Facts.UNKNOWN : hash("AS" + row.asn()))
                .net(hash(row.address().substring(0, Math.max(row.address().lastIndexOf('.'), 0))))
                .latitude(extras.latitude())
                .longitude(extras.longitude())
                .os(hash(family(row.os())))
                .browser(hash(family(row.browser())))
                .browserMajor(major(row.browser()))
                .deviceType(hash(row.deviceType()))
                .device(hash(extras.device()))
                .continuity(Continuity.valueOf(extras.continuity().name()))
                .credential(hash(extras.credential()))
                .backupEligible(extras.synced() == Known.YES)
                .backedUp(extras.synced() == Known.YES)
                .backupChanged(extras.backupChanged())
                .userVerified(extras.userVerified() != Known.NO)
                .provider(hash(extras.provider()))
                .providerRevoked(extras.providerRevoked())
                .attachment(attachment(extras.attachment()))
                .counterRegressed(extras.counterRegressed())
                .hintContradiction(extras.hintContradiction())
                .credentialAgeSeconds(seconds(extras.credentialAgeHours()))
                .accountAgeSeconds(seconds(extras.accountAgeHours()))
                .sinceRecoverySeconds(seconds(extras.sinceRecoveryHours()))
                .sessionAgeSeconds(seconds(extras.sessionAgeHours()))
                .failuresOfAccount((float) extras.accountFailures())
                .failuresOfNetwork((float) extras.networkFailures())
                .failuresOfDevice((float) extras.deviceFailures())
                .amount(extras.amount())
                .newPayee(extras.newPayee())
                .build();
    }

    private static int attachment(String said) {
        return switch (said) {
            case "platform" -> Facts.ATTACHMENT_PLATFORM;
            case "cross-platform" -> Facts.ATTACHMENT_CROSS_PLATFORM;
            default -> Facts.ATTACHMENT_UNKNOWN;
        };
    }

    private static long seconds(double hours) {
        return Double.isNaN(hours) ? Facts.NO_AGE : (long) (hours * HOUR);
    }

    /** Returns a name without its version: {@code Chrome 120.0.0} is {@code Chrome}. */
    static String family(String text) {
        int space = text.lastIndexOf(' ');
        boolean versioned = space > 0 && space + 1 < text.length() && Character.isDigit(text.charAt(space + 1));
        return versioned ? text.substring(0, space) : text;
    }

    static int major(String text) {
        int space = text.lastIndexOf(' ');
        int end = space + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end)) && end - space < 6) {
            end++;
        }
        return space > 0 && end > space + 1 ? Integer.parseInt(text.substring(space + 1, end)) : Facts.MAJOR_UNKNOWN;
    }

    private static long hash(String text) {
        if (text.isEmpty() || text.equals("-")) {
            return Facts.UNKNOWN;
        }
        long hash = FNV_START;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 31)) * 0x94D049BB133111EBL;
        hash ^= hash >>> 29;
        return hash == Facts.UNKNOWN || hash == Facts.WITHHELD ? hash + 2 : hash;
    }
}
