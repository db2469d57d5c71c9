package dev.connectorkit.testkit.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRouteTest {
    @ParameterizedTest
    @CsvSource({
        "/{stream},              /orders,              orders",
        "/{stream},              /v2/orders,           orders",
        "/v1/{stream}/many,      /base/v1/a%20b/many,  a b",
        "/{stream},              /a+b,                 a+b",
        "/{setting.t}/{stream},  /main/orders,         orders",
        "/{stream}/{record.id},  /orders/7,            orders",
        "/{stream}/x/{stream},   /orders/x/orders,     orders",
    })
    void findsTheStreamInTheAddress(String path, String request, String stream) {
        assertThat(HttpRoute.single(path).stream(Optional.empty(), request)).hasValue(stream);
    }

    @ParameterizedTest
    @CsvSource({"/v1/{stream}, /v2/orders", "/{stream}/x/{stream}, /orders/x/others", "/things, /things"})
    void findsNoneWhereTheRequestCameAnotherWayOrNamesNone(String path, String request) {
        assertThat(HttpRoute.single(path).stream(Optional.empty(), request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/things/{record.id}, /v2/things/7"})
    void takesTheStreamThatGoesThisWay(String path, String request) {
        assertThat(HttpRoute.single(path).stream(Optional.of("things"), request))
                .hasValue("things");
    }
}
