package dev.latchkey.ops;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** One command, put together without reflection: its parameters by position, and what it does with them. */
final class Command implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;

    private final Work work;
    private CommandSpec spec;

    /** What a command does; prints to {@code out} and returns the exit code. */
    @FunctionalInterface
    interface Work {
        int run(ParseResult arguments, PrintWriter out);
    }

    private Command(Work work) {
        this.work = work;
        this.spec = CommandSpec.create();
    }

    /**
     * A command with parameters, each {@code name|description}: by position, the last of them optional as {@code
     * name?|…}, or by name as {@code --name|…}, which may be left out as {@code --name?|…}.
     */
    static CommandSpec of(String description, Work work, String... parameters) {
        Command command = new Command(work);
        command.spec = CommandSpec.wrapWithoutInspection(command);
        command.spec.usageMessage().description(description);
        // Picocli's own mixin of these two is read by reflection; these are not.
        command.spec.addOption(help("-h", "--help", "Show this help message and exit.")
                .usageHelp(true)
                .build());
        command.spec.addOption(help("-V", "--version", "Print version information and exit.")
                .versionHelp(true)
                .build());
        int position = 0;
        for (String parameter : parameters) {
            String[] parts = parameter.split("\\|", 2);
            boolean optional = parts[0].endsWith("?");
            String name = parts[0].replace("?", "");
            if (name.startsWith("--")) {
                command.spec.addOption(OptionSpec.builder(name)
                        .paramLabel("<" + name.substring(2) + ">")
                        .description(parts[1])
                        .arity("1")
                        .type(String.class)
                        .required(!optional)
                        .build());
                continue;
            }
            command.spec.addPositional(PositionalParamSpec.builder()
                    .index(Integer.toString(position++))
                    .paramLabel("<" + name + ">")
                    .description(parts[1])
                    .arity(optional ? "0..1" : "1")
                    .type(String.class)
                    .required(!optional)
                    .build());
        }
        return command.spec;
    }

    private static OptionSpec.Builder help(String letter, String name, String description) {
        return OptionSpec.builder(letter, name).type(boolean.class).arity("0").description(description);
    }

    /** A command that only holds others and shows its help when it is called alone. */
    static CommandSpec group(String name, String description) {
        CommandSpec spec = of(description, (arguments, out) -> FAILED);
        spec.name(name);
        ((Command) spec.userObject()).showHelp = true;
        return spec;
    }

    private boolean showHelp;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (showHelp) {
            spec.commandLine().usage(out);
            return 2;
        }
        return work.run(spec.commandLine().getParseResult(), out);
    }

    /** The value of the parameter at {@code index}. */
    static String parameter(ParseResult arguments, int index) {
        return arguments.matchedPositional(index).<String>getValue();
    }

    /** The value of the parameter at {@code index}, where it was given. */
    static Optional<String> optional(ParseResult arguments, int index) {
        return arguments.hasMatchedPositional(index) ? Optional.of(parameter(arguments, index)) : Optional.empty();
    }

    /** The value of a parameter by name, where it was given. */
    static Optional<String> given(ParseResult arguments, String name) {
        return arguments.hasMatchedOption(name) ? Optional.of(option(arguments, name)) : Optional.empty();
    }

    /** The value of a parameter by name. */
    static String option(ParseResult arguments, String name) {
        return arguments.matchedOption(name).<String>getValue();
    }
}
