package dev.latchkey.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whether and how mail is sent. Changed by whoever runs the deployment. */
@ConfigMapping(prefix = "latchkey.notice")
interface NoticeConfig {
    /** What becomes of a mail. */
    enum Mail {
        /** There is none: no address can be added. */
        OFF,
        /** It goes out through {@code quarkus.mailer.*}. */
        SMTP,
        /** It is kept in memory and shown at {@code /mailbox}; for a desk alone. */
        CAPTURED
    }

    /** {@code smtp}, {@code captured} (a desk's default) or {@code off} (default): then nobody is asked for an address. */
    @WithDefault("off")
    Mail mail();

    /** The address mails come from; the relying party's name is put in front. Needed for {@code smtp}. */
    Optional<String> from();

    /** How often the outbox is looked through. Default {@code PT1S}; somebody may be waiting for a code. */
    @WithDefault("PT1S")
    Duration sendEvery();

    /** How long the mail server may take over one mail. Default {@code PT10S}. */
    @WithDefault("PT10S")
    Duration patience();

    /** How long a notice is tried before it is given up. Default {@code PT48H}; a code is given up when it expires. */
    @WithDefault("PT48H")
    Duration giveUpAfter();

    /** How long it is known that a mail was sent; its text goes at once. Default {@code P30D}. */
    @WithDefault("P30D")
    Duration kept();
}
