package dev.connectorkit.runtime.http;

import dev.connectorkit.runtime.destination.DestinationTarget;
import dev.connectorkit.runtime.session.Connector;
import dev.connectorkit.runtime.settings.ConnectorInfo;
import dev.connectorkit.runtime.settings.SettingDefinition;
import dev.connectorkit.runtime.settings.SettingType;
import dev.connectorkit.runtime.settings.Settings;
import dev.connectorkit.runtime.sink.Target;
import dev.connectorkit.testkit.TargetContract;
import dev.connectorkit.testkit.cases.Capabilities;
import dev.connectorkit.testkit.cases.Capability;
import dev.connectorkit.testkit.cases.JsonTrees;
import dev.connectorkit.testkit.destination.HttpRoute;
import dev.connectorkit.testkit.destination.HttpTestDestination;
import dev.connectorkit.testkit.destination.TestDestination;
import java.nio.file.Path;
import java.util.Map;

/** A connector that sends a request for each record passes the conformance suite, in process. */
class HttpConformanceTest extends TargetContract {
    private static final HttpApi API =
            HttpApi.at("{setting.url}").authentication(Authentication.bearer("token")).stream(
                            "*", StreamRequests.to("POST", "/v1/{stream}").build())
                    .build();

    @Override
    protected Connector connector() {
        return new ApiConnector(API);
    }

    @Override
    protected TestDestination destination(Path work) {
        return destination(HttpRoute.single("/v1/{stream}"));
    }

    static TestDestination destination(HttpRoute route) {
        return new HttpTestDestination("url", JsonTrees.object().put("token", "any"), Map.of("*", route));
    }

    @Override
    protected Capabilities capabilities() {
        return Capabilities.without(Capability.UPSERT, Capability.HARD_DELETE, Capability.LOAD_METHOD);
    }

    /** Sends what it is given as an API says. */
    record ApiConnector(HttpApi api) implements Connector {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("target-api")
                    .setting(SettingDefinition.of("url", SettingType.STRING).build())
                    .setting(SettingDefinition.of("token", SettingType.STRING)
                            .secret()
                            .build())
                    .build();
        }

        @Override
        public Target open(Settings settings) {
            return new DestinationTarget(new HttpDestination(api, settings));
        }
    }
}
