package dev.latchkey.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.net.URL;
import java.util.Optional;

/**
 * Loads the tests once more, without {@code @QuarkusTest}: a test that only speaks HTTP then starts no service of its own
 * and meets the one that stands at its port.
 */
final class WithoutQuarkus extends ClassLoader {
    private static final String OURS = "dev.latchkey.";
    private static final String ANNOTATION = "Lio/quarkus/test/junit/QuarkusTest;";

    WithoutQuarkus() {
        super(WithoutQuarkus.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Optional<Class<?>> known = Optional.ofNullable(findLoadedClass(name));
            if (known.isPresent()) {
                return known.get();
            }
            return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        URL file = Optional.ofNullable(getResource(name.replace('.', '/') + ".class"))
                .orElseThrow(() -> new ClassNotFoundException(name));
        try (InputStream in = file.openStream()) {
            byte[] bytes = stripped(in.readAllBytes());
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] stripped(byte[] bytes) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(bytes),
                ClassTransform.dropping(element -> element instanceof RuntimeVisibleAnnotationsAttribute all
                        && all.annotations().stream()
                                .anyMatch(one -> one.className().stringValue().equals(ANNOTATION))));
    }
}
