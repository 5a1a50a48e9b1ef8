/**
 * Who works in the operations console, and what they may do there: roles for each managed relying party, invitations,
 * and the four eyes that a role takes. Owns {@code staff_*}; other rooms mark what is for staff with {@link
 * dev.latchkey.staff.ForStaff}. How staff prove who they are is the business of the rooms that let everybody in.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.staff;
