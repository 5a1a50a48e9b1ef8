package dev.latchkey.edge;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads a body whole, after {@link Bodies} has bounded it; only then does its call take a {@link Place}. */
@Provider
@Priority(6000)
@Singleton
class WholeBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
        byte[] body = reading.getInputStream().readAllBytes();
        reading.setInputStream(new ByteArrayInputStream(body));
        if (reading.getProperty(Place.PROPERTY) instanceof Place place) {
            place.take();
        }
        return reading.proceed();
    }
}
