package dev.latchkey.edge;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/** Which methods an address takes (RFC 9110 §15.5.6 wants a 405 to say it; the framework knows and keeps it to itself). */
final class AllowedMethods {
    private AllowedMethods() {}

    /** Returns them in the alphabet's order. */
    static Set<String> at(ResteasyReactiveRequestContext request) {
        RequestMatch<InitialMatch> resource =
                new RequestMapper<>(request.getDeployment().getClassMappers()).map(request.getPathWithoutPrefix());
        Set<String> methods = new TreeSet<>();
        Optional.ofNullable(resource).flatMap(AllowedMethods::routing).ifPresent(mappers -> {
            String rest = resource.remaining.isEmpty() ? "/" : resource.remaining;
            mappers.forEach((method, mapper) -> {
                if (method != null && mapper.map(rest) != null) {
                    methods.add(method);
                }
            });
        });
        return methods;
    }

    private static Optional<Map<String, RequestMapper<RuntimeResource>>> routing(RequestMatch<InitialMatch> resource) {
        return Arrays.stream(resource.value.handlers)
                .filter(ClassRoutingHandler.class::isInstance)
                .map(handler -> ((ClassRoutingHandler) handler).getMappers())
                .findFirst();
    }
}
