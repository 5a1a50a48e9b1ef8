/**
 * Reads where a client is and what it is: its address behind configured proxies, the networks around that address, its
 * place and provider out of files that the operator supplies, the families in its user agent and client hints, and the
 * proofs that it is the device of before. Owns the settings {@code latchkey.proxies}, {@code latchkey.place.*}, the
 * device cookie and the {@code Latchkey-Device} header, and no table: what is kept of all this are 64-bit keyed hashes,
 * kept by others. Leaves what any of it means to the risk engine.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.decision.place;
