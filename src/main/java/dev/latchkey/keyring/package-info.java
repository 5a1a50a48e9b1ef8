/**
 * Changes of the key-encryption key: which keys rows are closed under, closing them anew, and what is kept of a key that
 * is gone. Owns {@code keyring_key} and {@code keyring_kept}, and refuses a start that lacks a key which is needed. The
 * rows themselves belong to the rooms that say so by {@link dev.latchkey.keyring.Closed}.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.keyring;
