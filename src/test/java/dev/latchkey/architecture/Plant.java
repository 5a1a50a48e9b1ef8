package dev.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles classes that break a rule, so that the rule can be seen to fail. They are compiled beside the service's own
 * classes into a folder of their own, and no application ever sees them.
 */
public final class Plant {
    private static final Pattern PACKAGE = Pattern.compile("^package\\s+([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

    private Plant() {}

    /** Compiles {@code sources}, one type each, into {@code folder} and reads them. */
    public static JavaClasses of(Path folder, String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<JavaFileObject> units =
                Stream.of(sources).<JavaFileObject>map(Source::new).toList();
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-proc:none", "-implicit:none", "-cp", classPath, "-d", folder.toString()),
                        null,
                        units)
                .call();
        if (!compiled) {
            throw new IllegalArgumentException("the plant does not compile, see above");
        }
        return new ClassFileImporter().importPath(folder);
    }

    /** Writes {@code text} into a file of {@code folder} and returns the folder. */
    public static Path file(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + path(text)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String path(String text) {
            return first(PACKAGE, text).replace('.', '/') + "/" + first(TYPE, text) + ".java";
        }

        private static String first(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
