package com.acme.desk;

import dev.connectorkit.runtime.http.Authentication;
import dev.connectorkit.runtime.http.HttpApi;
import dev.connectorkit.runtime.http.StreamRequests;
import java.time.Duration;
import javax.annotation.processing.Generated;

/**
 * How the system of target-desk is reached.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
final class DeskApi {
    static final HttpApi API = HttpApi.at("https://{setting.region}.desk.example")
            .authentication(Authentication.apiKey("api_key", "X-Api-Key"))
            .timeout(Duration.ofSeconds(30))
            .stream("tickets", StreamRequests.to("POST", "/tickets")
                    .array(500)
                    .build())
            .build();

    private DeskApi() {
    }
}
