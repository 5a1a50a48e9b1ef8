package dev.latchkey.passkey;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What is wrong with one member of a body.
 *
 * @param name the member's path, for example {@code response.clientDataJSON}
 * @param detail what it should have been; repeats nothing that was sent
 */
@RegisterForReflection
public record FieldError(String name, String detail) {}
