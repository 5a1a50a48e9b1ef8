/** What is looked at before a release: licences of what is shipped, and whether two builds are one. */
package dev.latchkey.release;
