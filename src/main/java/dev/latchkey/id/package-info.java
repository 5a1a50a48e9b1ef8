/**
 * The identifiers that travel through the house, each a type of its own so that two byte arrays cannot change places.
 * Owns nothing but their form: how they are made, written and read back. Plain Java; what an identifier stands for is
 * its package's business.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.id;
