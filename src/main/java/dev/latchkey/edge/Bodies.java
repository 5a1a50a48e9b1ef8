package dev.latchkey.edge;

import dev.latchkey.problem.Problem;
import dev.latchkey.problem.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/**
 * Bodies are at most 64 KiB and say that they are JSON. A page of a foreign origin can post a body that says nothing of
 * its type without asking first (Fetch standard, CORS-safelisted), so saying nothing is not enough.
 *
 * <p>A body is read whole on the event loop; only then does its call take a {@link Place} and get a thread. A thread that
 * waited for the body, which stands in the next buffer as a rule, would be put to sleep and woken for each call.
 */
@Provider
@NonBlocking
@Priority(Bodies.FIRST)
@Singleton
class Bodies implements ContainerRequestFilter {
    /** Quarkus REST wants what filters on the event loop before what filters with a thread. */
    static final int FIRST = 10;

    private static final int LONGEST = 64 * 1024;

    /** Stands for the connection of the request at hand. */
    private final HttpServerRequest connection;

    Bodies(HttpServerRequest connection) {
        this.connection = connection;
    }

    /** Refuses what must not come, reads the rest, and lets the call go on. */
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getLength() > LONGEST) {
            throw tooLarge(connection.version());
        }
        boolean brings = request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
        if (!brings) {
            return;
        }
        if (!saysWhatItIs(request)) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        if (isForm(request.getMediaType())) {
            return; // Quarkus REST takes it apart while it arrives.
        }
        if (!(request instanceof ResteasyReactiveContainerRequestContext reactive)
                || !(reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context)) {
            throw new IllegalStateException("a request that Quarkus REST does not serve");
        }
        Arriving body = new Arriving(reactive, connection.version(), Math.max(0, request.getLength()));
        connection.exceptionHandler(body::refuse);
        reactive.suspend();
        context.serverRequest().setReadListener(body);
        context.serverRequest().resumeRequestInput();
    }

    /** A body on its way; who announces no length is read no further than the longest may be. */
    private static final class Arriving implements ServerHttpRequest.ReadCallback {
        private final ResteasyReactiveContainerRequestContext request;
        private final HttpVersion version;
        private final ByteArrayOutputStream read;
        private boolean decided;

        Arriving(ResteasyReactiveContainerRequestContext request, HttpVersion version, int expected) {
            this.request = request;
            this.version = version;
            this.read = new ByteArrayOutputStream(expected);
        }

        @Override
        public void data(ByteBuffer more) {
            if (read.size() + more.remaining() > LONGEST) {
                refuse(tooLarge(version));
            } else {
                byte[] bytes = new byte[more.remaining()];
                more.get(bytes);
                read.writeBytes(bytes);
            }
        }

        @Override
        public void done() {
            if (decided) {
                return;
            }
            request.setEntityStream(new ByteArrayInputStream(read.toByteArray()));
            try {
                if (request.getProperty(Place.PROPERTY) instanceof Place place) {
                    place.take();
                }
            } catch (ProblemException full) {
                refuse(full);
                return;
            }
            decided = true;
            request.resume();
        }

        /** Once: what still comes of it is not heard. */
        void refuse(Throwable why) {
            if (!decided) {
                decided = true;
                request.resume(why);
            }
        }
    }

    /** The type itself is compared with what the call takes; a pattern would fit any call. */
    private static boolean saysWhatItIs(ContainerRequestContext request) {
        return Optional.ofNullable(request.getMediaType())
                .filter(type -> !type.isWildcardType() && !type.isWildcardSubtype())
                .isPresent();
    }

    private static boolean isForm(MediaType type) {
        return type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                || type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
    }

    private static ProblemException tooLarge(HttpVersion version) {
        ProblemException refusal = new ProblemException(Problem.BODY_TOO_LARGE);
        // The rest of it is not worth waiting for; HTTP/2 resets the stream instead.
        return version == HttpVersion.HTTP_2 ? refusal : refusal.header("Connection", "close");
    }
}
