package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A native image registers nothing of picocli, so picocli must find nothing by reflection. */
@QuarkusTest
class CommandsWithoutReflectionTest {
    @Inject
    Commands commands;

    @Test
    void noCommandAndNoParameterIsFoundByReflection() {
        List<String> seen = new ArrayList<>();

        List<String> reflected = reflected(commands.all(), seen);

        assertThat(seen).hasSizeGreaterThan(15);
        assertThat(reflected).isEmpty();
    }

    @Test
    void onesThatAreWouldBeNoticed() {
        CommandSpec plant = Command.group("plant", "")
                .addSubcommand("mixed", CommandSpec.create().mixinStandardHelpOptions(true));

        plant.addSubcommand("annotated", CommandSpec.forAnnotatedObject(new Annotated()));

        assertThat(reflected(plant, new ArrayList<>())).hasSize(3);
    }

    @CommandLine.Command(name = "annotated")
    private static final class Annotated {
        @CommandLine.Option(names = "--one")
        private String one = "";
    }

    private static List<String> reflected(CommandSpec command, List<String> seen) {
        List<String> found = new ArrayList<>();
        seen.add(command.qualifiedName());
        for (ArgSpec argument : command.args()) {
            if (argument.userObject() instanceof Member) {
                found.add(command.qualifiedName() + " " + argument.paramLabel());
            }
        }
        command.subcommands().values().forEach(below -> found.addAll(reflected(below.getCommandSpec(), seen)));
        return found;
    }
}
