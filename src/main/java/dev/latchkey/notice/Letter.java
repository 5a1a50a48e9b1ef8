package dev.latchkey.notice;

/**
 * A mail as it goes out.
 *
 * @param messageId its Message-ID without brackets, the same at every attempt (RFC 5322 §3.6.4)
 * @param from the sender's name and address
 * @param to whom
 * @param subject one line
 * @param text the plain form
 * @param html the same words as HTML, without anything that is fetched from elsewhere
 * @param language what it is written in
 */
record Letter(String messageId, String from, String to, String subject, String text, String html, Language language) {
    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
