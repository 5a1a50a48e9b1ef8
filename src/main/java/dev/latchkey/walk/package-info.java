/**
 * Walks the real pages as a customer who is made up: an operator, or a command, picks a persona and a version of a policy,
 * goes through a sandbox, and keeps what it cost in screens, clicks, seconds and questions. Owns {@code walk}, {@code
 * /v1/ops/{rp}/walks} and {@code /v1/walk}. Leaves ceremonies and decisions to the rooms that make them for customers:
 * only what a client shows is played, and only in a sandbox.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.walk;
