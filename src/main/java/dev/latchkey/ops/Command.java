package dev.latchkey.ops;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
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

    /** A command with parameters, each {@code name|description}. */
    static CommandSpec of(String description, Work work, String... parameters) {
        Command command = new Command(work);
        command.spec = CommandSpec.wrapWithoutInspection(command);
        command.spec.usageMessage().description(description);
        command.spec.mixinStandardHelpOptions(true);
        for (int i = 0; i < parameters.length; i++) {
            String[] parts = parameters[i].split("\\|", 2);
            command.spec.addPositional(PositionalParamSpec.builder()
                    .index(Integer.toString(i))
                    .paramLabel("<" + parts[0] + ">")
                    .description(parts[1])
                    .arity("1")
                    .type(String.class)
                    .required(true)
                    .build());
        }
        return command.spec;
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
}
