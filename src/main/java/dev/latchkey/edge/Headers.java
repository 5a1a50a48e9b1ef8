package dev.latchkey.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What every response carries, pages included, and the pages' short addresses. */
@Singleton
class Headers {
    private static final int FIRST = 1000;
    private static final int OK = 200;

    /** In the bytes in which they are sent; text would be turned into them for each response. */
    private static final Map<CharSequence, CharSequence> ALWAYS = optimised(Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "Permissions-Policy",
            "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=()",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-site",
            "Strict-Transport-Security",
            "max-age=31536000; includeSubDomains"));

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence FOR_GOOD = HttpHeaders.createOptimized("public, immutable, max-age=31536000");

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
        ALWAYS.forEach(headers::set);
        if (request.normalizedPath().startsWith("/v1/") && !headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        if (request.normalizedPath().startsWith("/webjars/")
                && request.response().getStatusCode() == OK) {
            // The version stands in the address, so what is behind it never changes.
            headers.set(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
        }
    }

    private static Map<CharSequence, CharSequence> optimised(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> HttpHeaders.createOptimized(header.getKey()),
                        header -> HttpHeaders.createOptimized(header.getValue())));
    }
}
