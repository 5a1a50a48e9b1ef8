package dev.latchkey.edge;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Bodies are at most 64 KiB and say that they are JSON. A page of a foreign origin can post a body that says nothing of
 * its type without asking first (Fetch standard, CORS-safelisted), so saying nothing is not enough.
 */
@Provider
@Singleton
class Bodies implements ContainerRequestFilter, ReaderInterceptor {
    private static final int LONGEST = 64 * 1024;

    /** Stands for the connection of the request at hand. */
    private final HttpServerRequest connection;

    Bodies(HttpServerRequest connection) {
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > LONGEST) {
            throw tooLarge();
        }
        boolean brings = request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
        if (brings && !saysWhatItIs(request)) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    /** Reads a body whose length was not announced no further than the longest may be. */
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
        if (!reading.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH)) {
            byte[] body = reading.getInputStream().readNBytes(LONGEST + 1);
            if (body.length > LONGEST) {
                throw tooLarge();
            }
            reading.setInputStream(new ByteArrayInputStream(body));
        }
        return reading.proceed();
    }

    /** The type itself is compared with what the call takes; a pattern would fit any call. */
    private static boolean saysWhatItIs(ContainerRequestContext request) {
        return Optional.ofNullable(request.getMediaType())
                .filter(type -> !type.isWildcardType() && !type.isWildcardSubtype())
                .isPresent();
    }

    private ProblemException tooLarge() {
        ProblemException refusal = new ProblemException(Problem.BODY_TOO_LARGE);
        // The rest of it is not worth waiting for; HTTP/2 resets the stream instead.
        return connection.version() == HttpVersion.HTTP_2 ? refusal : refusal.header("Connection", "close");
    }
}
