package dev.latchkey.decision;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;

/** Lets every test begin without failed tries: they all come from one address, and would pay for each other's. */
public final class ForgetFailures implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        ArcContainer container = Arc.container(); // none where the service runs in a process of its own
        if (container != null) {
            container.instance(Failures.class).get().forget();
        }
    }
}
