package dev.latchkey.notice;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Hands letters to the operator's mail server (RFC 5321), as {@code quarkus.mailer.*} describes it. */
@Singleton
final class SmtpPost implements Post {
    private final ReactiveMailer mailer;
    private final NoticeConfig config;

    SmtpPost(ReactiveMailer mailer, NoticeConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    @Override
    public DeliveryOutcome deliver(Letter letter) {
        Mail mail = new Mail()
                .setFrom(letter.from())
                .addTo(letter.to())
                .setSubject(letter.subject())
                .setText(letter.text())
                .setHtml(letter.html())
                .addHeader("Message-ID", "<" + letter.messageId() + ">")
                .addHeader("Content-Language", letter.language().tag())
                .addHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5: no vacation answers, please
        try {
            mailer.send(mail).await().atMost(config.patience());
            return new DeliveryOutcome.Delivered();
        } catch (RuntimeException failed) {
            return answer(failed).map(SmtpPost::outcome).orElseGet(() -> new DeliveryOutcome.Later(kind(failed), true));
        }
    }

    /** What a server says in words may hold the address, so only its number is told on. */
    private static DeliveryOutcome outcome(SMTPException answer) {
        int code = answer.getReplyCode();
        // 421 closes the door for everybody; 530 to 538 are about us: not signed in there, or not encrypted (RFC 4954
        // §6).
        boolean away = code == 421 || code >= 530 && code <= 538;
        return answer.isPermanent() && !away
                ? new DeliveryOutcome.Refused(code)
                : new DeliveryOutcome.Later("answered-" + code, away);
    }

    private static Optional<SMTPException> answer(Throwable failed) {
        return causes(failed)
                .filter(SMTPException.class::isInstance)
                .map(SMTPException.class::cast)
                .findFirst();
    }

    private static String kind(Throwable failed) {
        return causes(failed)
                .reduce((outer, inner) -> inner)
                .map(root -> root.getClass().getSimpleName())
                .orElse("unknown");
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }
}
