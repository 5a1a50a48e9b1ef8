package dev.latchkey.edge;

import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty.Use;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The operations console's pages stand at hosts of relying parties for staff; anywhere else there is nothing. */
@Singleton
class ConsolePages {
    private static final int BEHIND_HEADERS = 999;
    private static final String PAGES = "/console";

    /** An address at which nobody will ever put anything: its answer is the one for what does not exist. */
    private static final String NOTHING = "/v1/nothing-here";

    private final RelyingParties relyingParties;

    ConsolePages(RelyingParties relyingParties) {
        this.relyingParties = relyingParties;
    }

    void add(@Observes Filters filters) {
        filters.register(this::onlyForStaff, BEHIND_HEADERS);
    }

    void pages(@Observes Router router) {
        router.getWithRegex("/console/?").handler(request -> request.reroute(PAGES + "/index.html"));
    }

    private void onlyForStaff(RoutingContext request) {
        if (isOfTheConsole(request.normalizedPath()) && !isForStaff(request)) {
            request.reroute(NOTHING);
        } else {
            request.next();
        }
    }

    private static boolean isOfTheConsole(String path) {
        return path.equals(PAGES) || path.startsWith(PAGES + "/");
    }

    private boolean isForStaff(RoutingContext request) {
        return Optional.ofNullable(request.request().authority())
                .map(RelyingPartyFilter::host)
                .flatMap(relyingParties::at)
                .filter(relyingParty -> relyingParty.use() == Use.STAFF)
                .isPresent();
    }
}
