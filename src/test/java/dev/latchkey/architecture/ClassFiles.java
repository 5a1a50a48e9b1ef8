package dev.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from class files what ArchUnit's model does not say: what a type permits, which texts a method names. */
final class ClassFiles {
    private ClassFiles() {}

    /** Returns the names of what a sealed type permits; empty when the type is not sealed. */
    static Optional<List<String>> permitted(JavaClass type) {
        return model(file(type))
                .findAttribute(Attributes.permittedSubclasses())
                .map(found -> found.permittedSubclasses().stream()
                        .map(entry -> entry.asInternalName().replace('/', '.'))
                        .toList());
    }

    /** Whether the class called {@code name}, in the same package as {@code neighbour}, is a record or an enum. */
    static boolean isValue(JavaClass neighbour, String name) {
        Path file = file(neighbour).resolveSibling(name.substring(name.lastIndexOf('.') + 1) + ".class");
        String parent = model(file).superclass().orElseThrow().asInternalName();
        return Set.of("java/lang/Record", "java/lang/Enum").contains(parent);
    }

    /** Returns the texts that stand in the body of a method. */
    static Set<String> textsIn(JavaClass type, String method) {
        return model(file(type)).methods().stream()
                .filter(found -> found.methodName().equalsString(method))
                .flatMap(found -> found.code().stream())
                .flatMap(code -> code.elementStream())
                .flatMap(element -> element instanceof ConstantInstruction constant
                                && constant.constantValue() instanceof String text
                        ? Stream.of(text)
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** Whether a record says itself how it is printed; the compiler's own text is made by {@code ObjectMethods}. */
    static boolean printsItself(JavaClass type) {
        return model(file(type)).methods().stream()
                .filter(found -> found.methodName().equalsString("toString"))
                .flatMap(found -> found.code().stream())
                .flatMap(code -> code.elementStream())
                .noneMatch(element -> element instanceof InvokeDynamicInstruction made
                        && made.name().equalsString("toString"));
    }

    private static Path file(JavaClass type) {
        URI source = type.getSource().orElseThrow().getUri();
        return Path.of(source);
    }

    private static ClassModel model(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
