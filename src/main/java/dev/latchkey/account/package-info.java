/**
 * Accounts: one customer at one relying party, their user handle for life, the names they gave themselves, and the key
 * under which everything personal about them is kept. Owns {@code account}; says what every room must answer about its
 * {@link dev.latchkey.account.PersonalData}. How somebody proves to be the owner is not known here.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.account;
