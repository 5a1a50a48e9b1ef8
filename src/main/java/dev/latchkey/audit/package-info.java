/**
 * The journal: what an auditor will ask for, written in the caller's transaction, never changed, and chained by a
 * sealer so that a change would show. Owns {@code audit_*}, to which the service's own database role may only add. What
 * is worth an entry is decided by the journey that records it.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.audit;
