package dev.latchkey.packaging;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which types of ours JSON is read into and written from, as far as signatures tell. */
final class JsonTypes {
    private static final String OURS = "dev.latchkey.";

    private JsonTypes() {}

    /** Whether a native image lets Jackson look into {@code type}. */
    static boolean isRegistered(Class<?> type) {
        return type.isAnnotationPresent(RegisterForReflection.class);
    }

    /** Everything that the methods of {@code resource} take as a body or answer with, and what that is made of. */
    static Set<Class<?>> of(Class<?> resource) {
        Set<Class<?>> reached = new TreeSet<>(Comparator.comparing(Class::getName));
        for (Method method : resource.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && isServed(method)) {
                walk(method.getGenericReturnType(), reached);
                Arrays.stream(method.getParameters())
                        .filter(JsonTypes::isABody)
                        .forEach(parameter -> walk(parameter.getParameterizedType(), reached));
            }
        }
        // Many answer with a Response, whose signature says nothing: what they answer with stands inside the resource.
        Stream.of(resource.getDeclaredClasses()).filter(Class::isRecord).forEach(type -> walk(type, reached));
        return reached;
    }

    private static boolean isServed(AnnotatedElement method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static boolean isABody(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(Annotation::annotationType)
                .noneMatch(type -> type.getName().startsWith("jakarta.ws.rs.")
                        || type.getName().startsWith("org.jboss.resteasy."));
    }

    private static void walk(Type type, Set<Class<?>> reached) {
        switch (type) {
            case ParameterizedType generic -> {
                walk(generic.getRawType(), reached);
                Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> walk(argument, reached));
            }
            case Class<?> array when array.isArray() -> walk(array.getComponentType(), reached);
            case Class<?> found
            when isLookedInto(found) && reached.add(found) -> {
                if (found.isRecord()) {
                    Arrays.stream(found.getRecordComponents())
                            .map(RecordComponent::getGenericType)
                            .forEach(component -> walk(component, reached));
                }
                if (found.isSealed()) {
                    Arrays.stream(found.getPermittedSubclasses()).forEach(one -> walk(one, reached));
                }
            }
            default -> {
                // Text, numbers and what the JDK has: nothing of ours.
            }
        }
    }

    private static boolean isLookedInto(Class<?> type) {
        return type.getName().startsWith(OURS) && !type.isEnum();
    }
}
