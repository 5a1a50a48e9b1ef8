/**
 * The console's people over HTTP: who is calling, who else may do what at a managed relying party, how roles are granted
 * by two and taken away by one, and the journal. Owns {@code /v1/ops/me}, {@code /v1/ops/invitation}, {@code
 * /v1/ops/{rp}/staff/**} and {@code /v1/ops/{rp}/journal}. What a role is and when it may be granted is known by {@code
 * staff}.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.console.staff;
