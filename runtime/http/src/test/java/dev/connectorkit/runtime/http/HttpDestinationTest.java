package dev.connectorkit.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.connectorkit.runtime.http.HttpRun.Result;
import dev.connectorkit.runtime.http.TestServer.Reply;
import dev.connectorkit.runtime.http.TestServer.Request;
import dev.connectorkit.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector whose system is a real HTTP server: what reaches it, and which states come out. */
class HttpDestinationTest {
    private static final String URL = "{setting.url}";
    private static final String SCHEMA =
            "{'type':'SCHEMA','stream':'%s','schema':{'properties':{'id':{'type':['null','integer','string']},'name':{'type':['null','string']}}},'key_properties':[]}";

    @TempDir
    Path folder;

    @Test
    void sendsArraysOfSoManyRecordsInTheirOrder() {
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            Result result = run(
                            server,
                            api(StreamRequests.to("POST", "/v1/{stream}")
                                    .array(2)
                                    .envelope("records")
                                    .header("X-Stream", "{stream}")
                                    .build()))
                    .load(input("orders & more", 5));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests())
                    .extracting(Request::body)
                    .containsExactly(
                            "{\"records\":[{\"id\":0,\"name\":\"n0\"},{\"id\":1,\"name\":\"n1\"}]}",
                            "{\"records\":[{\"id\":2,\"name\":\"n2\"},{\"id\":3,\"name\":\"n3\"}]}",
                            "{\"records\":[{\"id\":4,\"name\":\"n4\"}]}");
            Request first = server.requests().get(0);
            assertThat(first.method() + " " + first.path()).isEqualTo("POST /v1/orders%20%26%20more");
            assertThat(first.header("Content-type")).isEqualTo("application/json");
            assertThat(first.header("X-stream")).isEqualTo("orders%20%26%20more");
            assertThat(result.states()).containsExactly("{\"bookmarks\":{\"orders & more\":5}}");
        }
    }

    @Test
    void fillsThePathFromTheRecordAndRejectsARecordThatMakesNone() {
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            Result result = run(
                            server,
                            api(StreamRequests.to("PUT", "/contacts/{record.id}?by={record.name}")
                                    .build()))
                    .setting("on_invalid", "skip")
                    .load(
                            schema("a"),
                            record("a", "'id':'a/b c?ü','name':'x&y'"),
                            record("a", "'id':7,'name':'z'"),
                            record("a", "'id':null,'name':'z'"),
                            record("a", "'id':'..','name':'z'"),
                            record("a", "'name':'z'"),
                            record("a", "'id':'','name':'z'"));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests())
                    .extracting(Request::path)
                    .containsExactly("/contacts/a%2Fb%20c%3F%C3%BC?by=x%26y", "/contacts/7?by=z");
            assertThat(result.log()).contains("read 6, written 2, merged 0, rejected 4");
        }
    }

    @Test
    void waitsAsLongAsTheSystemAsksInSecondsOrUntilADateByItsOwnClock() {
        FakeTime time = new FakeTime();
        // The server dates its answers itself, by a clock that is not the one of this test
        String inNinetySeconds = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90));
        List<Reply> replies = new ArrayList<>(List.of(
                Reply.status(429).with("Retry-After", "7"),
                Reply.status(503).with("Retry-After", inNinetySeconds),
                Reply.status(503).with("Retry-After", "soon"),
                TestServer.OK));
        try (TestServer server = new TestServer(inTurn(replies))) {
            Result result = run(server, api(StreamRequests.to("POST", "/r").build()), time)
                    .load(input("a", 1));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests()).hasSize(4);
            assertThat(time.pauses()).hasSize(3).startsWith(Duration.ofSeconds(7));
            assertThat(time.pauses().get(1)).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(90));
            assertThat(time.pauses().get(2)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
        }
    }

    @Test
    void sendsNoMoreRequestsInASecondThanItMay() {
        FakeTime time = new FakeTime();
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            Result result = run(
                            server,
                            api(StreamRequests.to("POST", "/r")
                                    .requestsPerSecond("4")
                                    .build()),
                            time)
                    .load(input("a", 9));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(time.pauses()).hasSize(8).containsOnly(Duration.ofMillis(250));
        }
    }

    @Test
    void aRequestWhoseAnswerWasLostIsSentAgainWithItsKeyAndNoOtherHasThatKey() {
        IdempotentStore store = new IdempotentStore();
        try (TestServer server = new TestServer(request -> {
            store.take(request);
            return request.number() % 2 == 1 ? Reply.dropped() : TestServer.OK;
        })) {
            Result result = run(server, api(StreamRequests.to("POST", "/r").build()))
                    .load(schema("a"), record("a", "'id':1"), record("a", "'id':1"), record("a", "'id':1"));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(store.ids()).containsExactly("1", "1", "1");
            assertThat(server.requests().size()).isGreaterThan(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void eachRecordArrivesOnceAndEachStateIsTrueHoweverOftenTheSystemThrottlesFailsAndDrops(long seed) {
        IdempotentStore store = new IdempotentStore();
        Random random = new Random(seed);
        try (TestServer server = new TestServer(request -> {
            if (request.method().equals("GET")) {
                return TestServer.OK;
            }
            int fate = random.nextInt(12);
            if (fate == 0) {
                return Reply.dropped();
            }
            if (fate == 1) {
                return Reply.status(429).with("Retry-After", "1");
            }
            if (fate == 2) {
                return Reply.status(503);
            }
            store.take(request);
            return fate == 3 ? Reply.dropped() : TestServer.OK;
        })) {
            List<String> lines = new ArrayList<>(List.of(schema("a"), schema("b")));
            for (int i = 0; i < 400; i++) {
                lines.add(record(i % 3 == 0 ? "b" : "a", "'id':" + i));
                if (i % 50 == 49) {
                    lines.add(state("a", i));
                }
            }
            Result result = run(
                            server,
                            api(StreamRequests.to("POST", "/{stream}").array(7).build()))
                    .setting("batch_size_rows", 60)
                    .setting("retry_attempts", 40)
                    .load(lines.toArray(String[]::new));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(store.ids())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 400).mapToObj(String::valueOf).toList());
            assertThat(store.idsAt("/a")).isSortedAccordingTo((x, y) -> Integer.parseInt(x) - Integer.parseInt(y));
            assertThat(result.states()).last().isEqualTo("{\"bookmarks\":{\"a\":399}}");
        }
    }

    @Test
    void noStateGoesBeyondWhatArrivedWhenTheAttemptsAreUsedUp() {
        IdempotentStore store = new IdempotentStore();
        try (TestServer server = new TestServer(request -> {
            if (request.body().contains("\"id\":25")) {
                return Reply.status(503);
            }
            store.take(request);
            return TestServer.OK;
        })) {
            List<String> lines = new ArrayList<>(List.of(schema("a")));
            for (int i = 1; i <= 40; i++) {
                lines.add(record("a", "'id':" + i));
                lines.add(state("a", i));
            }
            Result result = run(server, api(StreamRequests.to("POST", "/r").build()))
                    .setting("batch_size_rows", 10)
                    .load(lines.toArray(String[]::new));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.log().lines())
                    .last()
                    .asString()
                    .isEqualTo(
                            "LOAD_FAILED: stream \"a\", POST /r, 1 records answered 503; that was attempt 5 of 5 (retry_attempts)");
            assertThat(result.states()).isNotEmpty().allSatisfy(state -> {
                int covered = Integer.parseInt(state.replaceAll("\\D", ""));
                assertThat(store.ids()).contains(String.valueOf(covered));
                assertThat(covered).isLessThan(25);
            });
            assertThat(store.ids()).hasSize(24);
        }
    }

    @Test
    void aWaitThatIsLongerThanAllAttemptsMayTakeEndsTheRunAtOnce() {
        try (TestServer server = new TestServer(request ->
                Reply.status(request.method().equals("GET") ? 200 : 429).with("Retry-After", "3600"))) {
            Result result =
                    run(server, api(StreamRequests.to("POST", "/r").build())).load(input("a", 1));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.log())
                    .contains(
                            "to wait 3600 s for the next attempt is more than retry_max_seconds allows, 300 s in all");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRecordThatTheSystemRefusesGoesTheWayOfInvalidOnesAndTheOthersArrive() throws IOException {
        try (TestServer server =
                new TestServer(request -> request.body().contains("\"id\":2,") ? Reply.status(422) : TestServer.OK)) {
            Path letters = folder.resolve("letters.jsonl");
            Result result = run(server, api(StreamRequests.to("POST", "/r").build()))
                    .setting("on_invalid", "dead_letter")
                    .setting("dead_letter_path", letters.toString())
                    .load(input("a", 5));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests()).hasSize(5);
            assertThat(result.log()).contains("read 5, written 4, merged 0, rejected 1");
            assertThat(Files.readAllLines(letters))
                    .singleElement()
                    .asString()
                    .contains("the system answered 422", "n2");
            assertThat(result.states()).containsExactly("{\"bookmarks\":{\"a\":5}}");
        }
    }

    @Test
    void anArrayOfWhichTheSystemRefusesSomethingEndsTheRunAndSaysWhatToDo() {
        try (TestServer server = new TestServer(request -> Reply.status(422))) {
            Result result = run(
                            server,
                            api(StreamRequests.to("POST", "/r").array(10).build()))
                    .setting("on_invalid", "skip")
                    .load(input("a", 5));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.states()).isEmpty();
            assertThat(result.log())
                    .contains("answered 422; it does not say which of them it refuses: send them one by one");
        }
    }

    @Test
    void anAnswerIsReadRecordByRecordWhereTheMethodIsOverriddenAndOnlyThoseThatAskForItAreSentAgain() {
        Map<String, Integer> seen = new HashMap<>();
        try (TestServer server = new TestServer(
                request -> request.method().equals("GET") ? TestServer.OK : Reply.json(207, verdicts(request, seen)))) {
            HttpApi api = api(StreamRequests.to("POST", "/r").array(4).build());
            Function<Settings, HttpDestination> destination =
                    settings -> new HttpDestination(api, settings, new FakeTime()) {
                        @Override
                        protected List<RecordResult> results(HttpAnswer answer) {
                            return answer.status() == 207 ? read(answer) : super.results(answer);
                        }
                    };
            Result result = new HttpRun(folder)
                    .setting("url", server.url())
                    .destination(destination::apply)
                    .setting("on_invalid", "skip")
                    .load(input("a", 8));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(result.log()).contains("read 8, written 4, merged 2, rejected 2");
            assertThat(server.requests())
                    .extracting(request -> ids(request.json()))
                    .containsExactly(
                            List.of("0", "1", "2", "3"), List.of("3"), List.of("4", "5", "6", "7"), List.of("7"));
            assertThat(server.requests())
                    .extracting(request -> request.header("Idempotency-key"))
                    .doesNotHaveDuplicates();
        }
    }

    /** 0 is written, 1 merged, 2 refused, 3 written the second time; and so on. */
    private static String verdicts(Request request, Map<String, Integer> seen) {
        List<String> verdicts = new ArrayList<>();
        for (String id : ids(request.json())) {
            int times = seen.merge(id, 1, Integer::sum);
            verdicts.add(
                    switch (Integer.parseInt(id) % 4) {
                        case 1 -> "\"merged\"";
                        case 2 -> "\"refused\"";
                        case 3 -> times == 1 ? "\"busy\"" : "\"ok\"";
                        default -> "\"ok\"";
                    });
        }
        return verdicts.toString();
    }

    private static List<RecordResult> read(HttpAnswer answer) {
        List<RecordResult> results = new ArrayList<>();
        answer.json()
                .forEach(verdict -> results.add(
                        switch (verdict.asText()) {
                            case "merged" -> RecordResult.MERGED;
                            case "refused" -> RecordResult.rejected("refused");
                            case "busy" -> RecordResult.AGAIN;
                            default -> RecordResult.WRITTEN;
                        }));
        return results;
    }

    @Test
    void anAnswerWhoseBodyNeverComesIsGivenUpAndTheRequestSentAgain() {
        try (TestServer server = new TestServer(inTurn(new ArrayList<>(List.of(Reply.stalling(), TestServer.OK))))) {
            HttpApi api = HttpApi.at(URL).timeout(Duration.ofMillis(300)).stream(
                            "*", StreamRequests.to("POST", "/r").build())
                    .build();
            Result result = run(server, api).load(input("a", 1));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests()).hasSize(2);
            assertThat(result.log()).contains("no answer in time; trying again");
        }
    }

    @Test
    void anAnswerWithoutAnEndIsLetGoOfAndItsStatusCounts() throws InterruptedException {
        try (TestServer server = new TestServer(request -> Reply.flooding())) {
            Result result =
                    run(server, api(StreamRequests.to("POST", "/r").build())).load(input("a", 1));
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests()).hasSize(1);
            assertThat(server.flooded()).isLessThan(4L * HttpAnswer.LONGEST_BODY);
        }
    }

    @Test
    void anAnswerThatIsCutIsNotReadAsJson() {
        try (TestServer server = new TestServer(request -> Reply.flooding())) {
            HttpApi api = api(StreamRequests.to("POST", "/r").build());
            Result result = new HttpRun(folder)
                    .setting("url", server.url())
                    .destination(settings -> new HttpDestination(api, settings, new FakeTime()) {
                        @Override
                        protected List<RecordResult> results(HttpAnswer answer) {
                            answer.json();
                            return answer.all(RecordResult.WRITTEN);
                        }
                    })
                    .load(input("a", 1));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.log())
                    .contains("the answer (200) is longer than 16777216 bytes, and cannot be read; send fewer");
            assertThat(result.states()).isEmpty();
        }
    }

    @Test
    void theSystemLetsInByAnyOfThreeWaysAndNoSecretIsLogged() {
        Map<Authentication, Map.Entry<String, String>> ways = new LinkedHashMap<>();
        ways.put(Authentication.bearer("token"), Map.entry("Authorization", "Bearer s3cr3t"));
        ways.put(Authentication.basic("user", "token"), Map.entry("Authorization", "Basic bWU6czNjcjN0"));
        ways.put(Authentication.apiKey("token", "X-Api-Key"), Map.entry("X-api-key", "s3cr3t"));
        ways.forEach((authentication, header) -> {
            try (TestServer server = new TestServer(
                    request -> Reply.status(request.header(header.getKey()).equals(header.getValue()) ? 200 : 401))) {
                HttpApi api = HttpApi.at(URL).authentication(authentication).stream(
                                "*", StreamRequests.to("POST", "/r").build())
                        .build();
                Result result = run(server, api)
                        .setting("user", "me")
                        .setting("token", "s3cr3t")
                        .argument("--debug")
                        .load(input("a", 1));
                assertThat(result.status()).as(result.log()).isZero();
                assertThat(result.log()).contains("POST /r").doesNotContain("s3cr3t", "bWU6czNjcjN0");

                Result refused = run(server, api)
                        .setting("user", "me")
                        .setting("token", "wr0ng")
                        .argument("--debug")
                        .load(input("a", 1));
                assertThat(refused.status()).isEqualTo(3);
                assertThat(refused.log())
                        .contains("does not let the connector in: it answered 401")
                        .doesNotContain("wr0ng");
            }
        });
    }

    @Test
    void aSecretThatNoHeaderCanHoldIsRefusedWithoutShowingIt() {
        HttpApi api =
                HttpApi.at(URL).authentication(Authentication.bearer("token")).build();
        Result result = new HttpRun(folder)
                .api(api)
                .setting("url", "http://localhost:1")
                .setting("token", "s3cr3t\n")
                .argument("--debug")
                .load(input("a", 1));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.log())
                .contains("setting \"token\" holds a character that no HTTP header can")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "host:80",
                "http://me:s3cr3t@host",
                "http://host/a?key=s3cr3t",
                "http://",
                "http://a b"
            })
    void anAddressThatIsNoneIsRefusedWithoutShowingIt(String url) {
        Result result = new HttpRun(folder)
                .api(api(StreamRequests.to("POST", "/r").build()))
                .setting("url", url)
                .argument("--debug")
                .load(input("a", 1));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.log())
                .contains("the settings make no address of the system")
                .doesNotContain("s3cr3t");
    }

    @Test
    void aSystemThatIsNotThereIsAFailedConnection() {
        String url;
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            url = server.url();
        }
        Result result = new HttpRun(folder)
                .api(api(StreamRequests.to("POST", "/r").build()))
                .setting("url", url)
                .load(input("a", 1));
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.log().lines())
                .last()
                .asString()
                .isEqualTo("CONNECTION_FAILED: " + url
                        + " cannot be reached: the connection is refused; check the address and the network");
    }

    @Test
    void theConnectionTestSendsTheProbeAgainWhileTheSystemIsBusy() {
        List<Reply> replies = new ArrayList<>(
                List.of(Reply.status(503), Reply.status(429).with("Retry-After", "2"), Reply.status(204)));
        FakeTime time = new FakeTime();
        try (TestServer server = new TestServer(inTurn(replies))) {
            HttpApi api = HttpApi.at(URL + "/v1/").probe("HEAD", "/health").build();
            Result result = run(server, api, time).argument("--test_connection").load();
            assertThat(result.status()).as(result.log()).isZero();
            assertThat(server.requests()).extracting(Request::path).containsOnly("/v1/health");
            assertThat(time.pauses()).hasSize(2).contains(Duration.ofSeconds(2));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (TestServer server = new TestServer(request -> request.method().equals("GET")
                ? TestServer.OK
                : Reply.status(307).with("Location", "/elsewhere"))) {
            Result result =
                    run(server, api(StreamRequests.to("POST", "/r").build())).load(input("a", 1));
            assertThat(result.status()).isEqualTo(5);
            assertThat(server.requests()).extracting(Request::path).containsExactly("/r");
            assertThat(result.log()).contains("answered 307, which leads elsewhere and is not followed");
        }
    }

    @Test
    void aStreamThatTheConnectorDoesNotSayHowToSendEndsTheRun() {
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            HttpApi api = HttpApi.at(URL).stream(
                            "b", StreamRequests.to("POST", "/r").build())
                    .build();
            Result result = run(server, api).load(input("a", 1));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.log()).contains("stream \"a\": the connector does not say how it is sent; it knows b.");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aPathThatNamesAPropertyWhichTheStreamLacksEndsTheRun() {
        try (TestServer server = new TestServer(request -> TestServer.OK)) {
            Result result = run(
                            server,
                            api(StreamRequests.to("POST", "/{record.key}").build()))
                    .load(input("a", 1));
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.log())
                    .contains("names property \"key\", which the stream does not have; its properties are id, name");
        }
    }

    /** A system that takes a request with a key it knows for the one it has, as the key's draft of the IETF says. */
    private static final class IdempotentStore {
        private final Set<String> keys = new HashSet<>();
        private final Map<String, List<String>> idsByPath = new HashMap<>();

        synchronized void take(Request request) {
            if (request.method().equals("POST") && keys.add(request.header("Idempotency-key"))) {
                idsByPath
                        .computeIfAbsent(request.path(), path -> new ArrayList<>())
                        .addAll(HttpDestinationTest.ids(request.json()));
            }
        }

        synchronized List<String> ids() {
            return idsByPath.values().stream().flatMap(List::stream).toList();
        }

        synchronized List<String> idsAt(String path) {
            return List.copyOf(idsByPath.getOrDefault(path, List.of()));
        }
    }

    private HttpRun run(TestServer server, HttpApi api) {
        return run(server, api, new FakeTime());
    }

    private HttpRun run(TestServer server, HttpApi api, TimeKeeper time) {
        return new HttpRun(folder).api(api, time).setting("url", server.url());
    }

    private static HttpApi api(StreamRequests requests) {
        return HttpApi.at(URL).stream(HttpApi.ANY_STREAM, requests).build();
    }

    /** Answers with each reply once; a connection test without a probe of its own uses none up. */
    private static Function<Request, Reply> inTurn(List<Reply> replies) {
        return request -> request.method().equals("GET") ? TestServer.OK : replies.remove(0);
    }

    private static List<String> ids(JsonNode body) {
        List<String> ids = new ArrayList<>();
        Iterable<JsonNode> records = body.isArray() ? body : List.of(body);
        records.forEach(record -> ids.add(record.path("id").asText()));
        return ids;
    }

    private static String[] input(String stream, int records) {
        return Stream.of(
                        Stream.of(schema(stream)),
                        IntStream.range(0, records)
                                .mapToObj(i -> record(stream, "'id':%d,'name':'n%d'".formatted(i, i))),
                        Stream.of(state(stream, records)))
                .flatMap(Function.identity())
                .toArray(String[]::new);
    }

    private static String schema(String stream) {
        return SCHEMA.formatted(stream).replace('\'', '"');
    }

    private static String record(String stream, String members) {
        return "{'type':'RECORD','stream':'%s','record':{%s}}"
                .formatted(stream, members)
                .replace('\'', '"');
    }

    private static String state(String stream, int value) {
        return "{'type':'STATE','value':{'bookmarks':{'%s':%d}}}"
                .formatted(stream, value)
                .replace('\'', '"');
    }
}
