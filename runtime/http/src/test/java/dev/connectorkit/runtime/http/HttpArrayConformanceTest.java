package dev.connectorkit.runtime.http;

import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.destination.HttpRoute;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** A connector that sends records in arrays, under a key, passes the conformance suite, in process. */
@Tag("full")
class HttpArrayConformanceTest extends TargetContract {
    private static final HttpApi API = HttpApi.at("{setting.url}").stream(
                    "*",
                    StreamRequests.to("POST", "/{stream}/many")
                            .array(3)
                            .envelope("records")
                            .build())
            .build();

    @Override
    protected Connector connector() {
        return new HttpConformanceTest.ApiConnector(API);
    }

    @Override
    protected TestDestination destination(Path work) {
        return HttpConformanceTest.destination(HttpRoute.array("/{stream}/many").under("records"));
    }

    @Override
    protected Capabilities capabilities() {
        return Capabilities.without(Capability.UPSERT, Capability.HARD_DELETE, Capability.LOAD_METHOD);
    }
}
