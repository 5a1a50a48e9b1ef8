package dev.latchkey.postgres;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service says to its {@link OwnDatabase} while something is done, read from the server's own log: the statements
 * as they ran, with their values, so that nobody looks at others than the service uses.
 */
final class SpokenStatements {
    private static final Pattern EXECUTED = Pattern.compile("LOG: {2}execute [^:]+: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("DETAIL: {2}[Pp]arameters: ");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')");
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    private SpokenStatements() {}

    /** Returns the statements that ran while {@code work} was done, with literals in the place of their parameters. */
    static List<String> during(Callable<?> work) throws Exception {
        Path log = TestServer.log();
        int before = Math.toIntExact(Files.size(log));
        work.call();
        byte[] all = Files.readAllBytes(log);
        return statements(new String(all, before, all.length - before, StandardCharsets.UTF_8));
    }

    /** An entry's further lines are led by a tab; the line of its parameters follows as an entry of its own. */
    private static List<String> statements(String log) {
        List<String> statements = new ArrayList<>();
        String executed = "";
        for (String entry : log.split("\n(?!\t)")) {
            Matcher statement = EXECUTED.matcher(entry);
            if (statement.find()) {
                if (!executed.isEmpty()) {
                    statements.add(executed);
                }
                executed = statement.group(1).replace("\n\t", "\n");
            } else if (PARAMETERS.matcher(entry).find() && !executed.isEmpty()) {
                statements.add(filled(executed, entry.replace("\n\t", "\n")));
                executed = "";
            }
        }
        if (!executed.isEmpty()) {
            statements.add(executed);
        }
        return statements;
    }

    private static String filled(String statement, String parameters) {
        List<String> values = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(parameters);
        while (parameter.find()) {
            values.add(parameter.group(2));
        }
        return PLACE.matcher(statement)
                .replaceAll(place -> Matcher.quoteReplacement(values.get(Integer.parseInt(place.group(1)) - 1)));
    }
}
