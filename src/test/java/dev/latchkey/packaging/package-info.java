/**
 * What the package must carry so that it also works as a native executable and in an image: what is reflected on, read as
 * a resource or must not be seeded while an image is built, and the files images are built from. Everything here runs on
 * the JVM, before anybody has compiled an image; the image itself is tried by the {@code *IT} classes.
 */
@org.jspecify.annotations.NullMarked
package dev.latchkey.packaging;
