package com.acme.ledger.api;

import dev.connectorkit.runtime.http.Authentication;
import dev.connectorkit.runtime.http.HttpApi;
import dev.connectorkit.runtime.http.StreamRequests;
import java.time.Duration;
import javax.annotation.processing.Generated;

/**
 * How the system of target-ledger-api is reached.
 */
@Generated("dev.connectorkit:connector-maven-plugin")
final class LedgerApiApi {
    static final HttpApi API = HttpApi.at("{setting.url}/v2")
            .authentication(Authentication.bearer("token"))
            .timeout(Duration.ofSeconds(12))
            .probe("GET", "/health")
            .header("X-Tenant", "{setting.tenant}")
            .header("Accept", "application/json")
            .stream("entries", StreamRequests.to("PUT", "/{setting.tenant}/entries/{record.id}")
                    .requestsPerSecond("2.5")
                    .retryStatuses(429, 503)
                    .rejectedStatuses(400, 422)
                    .build())
            .stream("*", StreamRequests.to("POST", "/{setting.tenant}/{stream}")
                    .header("X-Stream", "{stream}")
                    .array(200)
                    .envelope("records")
                    .build())
            .build();

    private LedgerApiApi() {
    }
}
