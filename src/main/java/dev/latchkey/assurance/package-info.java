/**
 * How sure we are of who is there: acr (how sure), amr (by which means, RFC 8176) and auth_time (when). Owns the three
 * levels and the rules by which one is reached and falls with age. Plain Java; who may do what at which level is said
 * where it is asked.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.assurance;
