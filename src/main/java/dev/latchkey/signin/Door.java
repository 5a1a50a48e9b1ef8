package dev.latchkey.signin;

import dev.latchkey.decision.Clients;
import dev.latchkey.decision.Decision;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.FieldError;
import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.stepup.Method;
import dev.latchkey.token.SessionCookies;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the resources of this journey share: reading the query, wrapping options, setting cookies, saying no. */
@Singleton
final class Door {
    private static final Set<String> HINTS = Set.of("security-key", "client-device", "hybrid");

    private final SecureRandom random;
    private final Clients clients;

    Door(SecureRandom random, Clients clients) {
        this.random = random;
        this.clients = clients;
    }

    /** The client as its request shows it. */
    Browser browser(HttpHeaders headers, HttpServerRequest request) {
        return Browser.of(headers, request, clients);
    }

    /** The client whose ceremony may let it in: from then on its device is known again. */
    Browser entering(HttpHeaders headers, HttpServerRequest request) {
        return browser(headers, request).knownFromNowOn(random);
    }

    /** Reads {@code ?session=}; the relying party's default when it is absent. */
    SessionMode mode(RelyingParty relyingParty, @Nullable String session) {
        if (session == null) {
            return relyingParty.sessionMode();
        }
        return switch (session.toLowerCase(Locale.ROOT)) {
            case "token" -> SessionMode.TOKEN;
            case "cookie" -> SessionMode.COOKIE;
            default -> throw invalid("session", "token or cookie");
        };
    }

    /** In cookie mode a ceremony is bound to its browser, which is given a pre-login id if it has none. */
    Browser bound(Browser browser, SessionMode mode) {
        return switch (mode) {
            case TOKEN -> browser.boundTo(Optional.empty());
            case COOKIE ->
                browser.preLogin().isPresent() ? browser : browser.boundTo(Optional.of(PreLogin.fresh(random)));
        };
    }

    /** Answers with options, wrapped for {@code ?envelope=publicKey}, and sets a pre-login id that is new. */
    Response options(Object options, @Nullable String envelope, Browser asked, Browser bound) {
        Response.ResponseBuilder answer = Response.ok(wrapped(options, envelope));
        if (bound.preLogin().isPresent() && asked.preLogin().isEmpty()) {
            Bytes fresh = bound.preLogin().get();
            answer.cookie(PreLogin.cookie(fresh));
        }
        return answer.build();
    }

    private static Object wrapped(Object options, @Nullable String envelope) {
        if (envelope == null) {
            return options;
        }
        if (envelope.equals("publicKey")) {
            return Map.of("publicKey", options);
        }
        throw invalid("envelope", "publicKey or nothing");
    }

    /** The cookies that a session is carried by, none in token mode, and the one by which its device is known again. */
    static NewCookie[] cookies(Opened opened) {
        Stream<NewCookie> carried = switch (opened.session().mode()) {
            case TOKEN -> Stream.empty();
            case COOKIE -> SessionCookies.carry(opened.tokens()).stream();
        };
        return Stream.concat(carried, opened.browser().stream().map(Browser::deviceCookie))
                .toArray(NewCookie[]::new);
    }

    /** Reads {@code hints} (WebAuthn L3 §5.8.7); unknown ones are dropped, as browsers do. */
    static List<String> hints(Optional<List<String>> hints) {
        return hints.orElse(List.of()).stream()
                .filter(HINTS::contains)
                .distinct()
                .toList();
    }

    /** Says which of the offered checks are left, by names that stay; a new attempt is always one. */
    static List<String> next(List<Method> left) {
        return Stream.concat(
                        left.stream().map(method -> "use-" + method.id().replace('_', '-')), Stream.of("begin-again"))
                .toList();
    }

    static ProblemException invalid(String name, String wanted) {
        return malformed(List.of(new FieldError(name, "must be " + wanted)));
    }

    static ProblemException malformed(List<FieldError> fields) {
        return new ProblemException(Problem.INVALID_REQUEST).with("fields", fields);
    }

    /** A refusal after everything was verified: it says why, and until when if it is a matter of time. */
    static ProblemException denied(Decision decision) {
        Optional<Instant> until = decision instanceof Decision.Deny deny ? deny.until() : Optional.empty();
        ProblemException denied = new ProblemException(until.isPresent() ? Problem.ON_HOLD : Problem.SIGN_IN_DENIED)
                .with("decision", DecisionAnswer.of(decision));
        return until.map(instant -> denied.with("hold_until", instant)).orElse(denied);
    }
}
