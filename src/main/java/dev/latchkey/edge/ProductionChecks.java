package dev.latchkey.edge;

import dev.latchkey.postgres.Errand;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Refuses to start production on a configuration that is fit only for a desk: one line for each complaint, naming its
 * property, and exit code 1. Runs when the configuration is put together, before anything else could fail in a way that
 * says less. Adds no configuration itself.
 */
public final class ProductionChecks implements ConfigSourceFactory {
    /** Loudly named: for tests and benchmarks of the production artefact on {@code http://localhost} and names below it. */
    static final String SWITCH = "latchkey.allow-desk-settings-in-production";

    private static final String MAIL = "latchkey.notice.mail";
    private static final String KEY_HINT = "32 bytes as base64, for example from `openssl rand -base64 32`";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern WEB_ADDRESS =
            Pattern.compile("latchkey\\.relying-party\\..*" + "(origins|issuer|return-addresses)(\\[\\d+])?");
    private static final Pattern ON_LOCALHOST = Pattern.compile("http://([a-z0-9-]+\\.)?localhost(:\\d+)?(/.*)?");

    /** Made by the service loader. */
    public ProductionChecks() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean building = Optional.ofNullable(Application.currentApplication()).isEmpty();
        if (building || LaunchMode.current().isDevOrTest()) {
            return List.of();
        }
        Function<String, Optional<String>> setting = name -> Optional.ofNullable(context.getValue(name))
                .flatMap(found -> Optional.ofNullable(found.getValue()))
                .filter(text -> !text.isBlank());
        List<String> complaints = Errand.current() == Errand.MIGRATE
                ? complaintsOfAMigration(setting)
                : complaints(setting, context.iterateNames());
        if (!complaints.isEmpty()) {
            // What libraries logged before there is a log would be printed around our lines.
            InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {new Unheard()});
            throw new ConfigurationException(String.join(System.lineSeparator(), complaints));
        }
        return List.of();
    }

    /** Before all others, so that its words come first. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(1);
    }

    /** Returns one line for each setting that production cannot run with. */
    static List<String> complaints(Function<String, Optional<String>> setting, Iterator<String> names) {
        List<String> complaints = new ArrayList<>();
        require(setting, "quarkus.datasource.jdbc.url", "production brings its own PostgreSQL 15 or newer", complaints);
        require(setting, "quarkus.datasource.username", "the role the service works as, latchkey_app", complaints);
        if (!setting.apply("quarkus.flyway.migrate-at-start")
                .filter("false"::equals)
                .isPresent()) {
            require(
                    setting,
                    "quarkus.flyway.username",
                    "the role that owns the tables, latchkey_owner; the service's own may not change the journal",
                    complaints);
        }
        require(setting, "latchkey.key", KEY_HINT, complaints);
        setting.apply("latchkey.key")
                .filter(key -> !KEY.matcher(key.strip()).matches())
                .ifPresent(wrong -> complaints.add("latchkey.key is not a key: " + KEY_HINT)); // its text stays unsaid
        boolean deskAllowed = setting.apply(SWITCH).filter("true"::equals).isPresent();
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(names, Spliterator.ORDERED), false)
                .filter(name -> WEB_ADDRESS.matcher(name).matches())
                .sorted()
                .distinct()
                .forEach(name -> setting.apply(name)
                        .filter(value -> !isFitForProduction(value, deskAllowed))
                        .ifPresent(value -> complaints.add(name + " is " + value + ": production speaks https only")));
        mail(setting, deskAllowed, complaints);
        return List.copyOf(complaints);
    }

    /** Returns one line for each setting that {@code latchkey migrate} misses; it serves nobody and needs no key. */
    static List<String> complaintsOfAMigration(Function<String, Optional<String>> setting) {
        List<String> complaints = new ArrayList<>();
        require(setting, "quarkus.datasource.jdbc.url", "the database to be migrated", complaints);
        require(setting, "quarkus.datasource.username", "the role that gets the grants, latchkey_app", complaints);
        require(setting, "quarkus.flyway.username", "the role that owns the tables, latchkey_owner", complaints);
        require(setting, "quarkus.flyway.password", "that role's password", complaints);
        return List.copyOf(complaints);
    }

    /** No mail is fine and the default. Who wants it names a server, and mail that is kept back is for a desk. */
    private static void mail(Function<String, Optional<String>> setting, boolean deskAllowed, List<String> complaints) {
        String mail = setting.apply(MAIL).orElse("off").toLowerCase(Locale.ROOT);
        if (mail.equals("captured") && !deskAllowed) {
            complaints.add(MAIL + " is captured: production sends its mail (smtp), or has none (off)");
        }
        if (mail.equals("smtp")) {
            require(setting, "latchkey.notice.from", "the address mails come from", complaints);
            require(setting, "quarkus.mailer.host", "the mail server", complaints);
            if (setting.apply("quarkus.mailer.mock").filter("true"::equals).isPresent()) {
                complaints.add("quarkus.mailer.mock is true: then mail is sent to nobody");
            }
            boolean encrypted = setting.apply("quarkus.mailer.start-tls")
                            .filter("REQUIRED"::equalsIgnoreCase)
                            .isPresent()
                    || setting.apply("quarkus.mailer.tls")
                            .filter("true"::equals)
                            .isPresent();
            if (!encrypted && !deskAllowed) {
                complaints.add(
                        "quarkus.mailer.start-tls must be REQUIRED, or quarkus.mailer.tls true: mails hold codes");
            }
        }
    }

    private static void require(
            Function<String, Optional<String>> setting, String name, String hint, List<String> complaints) {
        if (setting.apply(name).isEmpty()) {
            complaints.add(name + " is not set: " + hint);
        }
    }

    private static boolean isFitForProduction(String addresses, boolean deskAllowed) {
        return List.of(addresses.split(",")).stream()
                .map(String::strip)
                .allMatch(address -> !address.startsWith("http:")
                        || deskAllowed && ON_LOCALHOST.matcher(address).matches());
    }

    private static final class Unheard extends Handler {
        @Override
        public void publish(LogRecord unheard) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
