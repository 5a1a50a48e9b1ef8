/**
 * Mail to customers: their confirmed address, one-time codes, notices about their account with a link that stops what
 * was not them, and the outbox that sends it all later. Owns {@code notice_address}, {@code notice_code}, {@code
 * notice_stop}, {@code notice_outbox}, {@code notice_key} and, at a desk, {@code /mailbox}. When to tell somebody, and
 * what stopping ends, is decided by the journeys.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.notice;
