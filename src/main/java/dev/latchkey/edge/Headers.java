package dev.latchkey.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** What every response carries, pages included, and the pages' short addresses. */
@Singleton
class Headers {
    private static final int FIRST = 1000;
    private static final int OK = 200;
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";
    private static final String PERMISSIONS = "publickey-credentials-get=(self), publickey-credentials-create=(self), "
            + "camera=(), microphone=(), geolocation=()";

    void add(@Observes Filters filters) {
        filters.register(this::headers, FIRST);
    }

    void pages(@Observes Router router) {
        for (String page : List.of("/account", "/approve", "/stop")) {
            router.get(page).handler(request -> request.reroute(page + "/index.html"));
        }
    }

    private void headers(RoutingContext request) {
        request.addHeadersEndHandler(sent -> set(request));
        request.next();
    }

    /** Sets them, and that nothing of the API is kept unless it says so itself. */
    static void set(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("Permissions-Policy", PERMISSIONS);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-site");
        headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        if (request.normalizedPath().startsWith("/v1/") && !headers.contains("Cache-Control")) {
            headers.set("Cache-Control", "no-store");
        }
        if (request.normalizedPath().startsWith("/webjars/")
                && request.response().getStatusCode() == OK) {
            // The version stands in the address, so what is behind it never changes.
            headers.set("Cache-Control", "public, immutable, max-age=31536000");
        }
    }
}
