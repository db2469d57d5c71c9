package dev.connectorkit.it.bench;

import dev.connectorkit.it.bench.Measurement.Pair;
import dev.connectorkit.it.bench.Measurement.Run;
import dev.connectorkit.it.bench.Rows.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading, checking and mapping alone: the sink does nothing. */
final class IntoNothing {
    private static final String SCAN = "a scan of the file's tokens by Jackson";
    private static final long MILLION = 1_000_000;
    private static final int FLIGHTS = 34_026;
    private static final int MONTHS = 12;
    private static final int GROWTH = 20;
    /** Renames, removes, adds and hashes, as a person would who hides what is personal. */
    private static final Map<String, Object> MAPS = Map.of(
            "stream_map_config",
            Map.of("hash_seed", "bench"),
            "stream_maps",
            Map.of(
                    "wide",
                    Map.of(
                            "full_name", "name",
                            "name", "__NULL__",
                            "note", "__NULL__",
                            "source", "'shop'",
                            "email", "md5(config['hash_seed'] + email)")));

    private final Workshop shop;

    IntoNothing(Workshop shop) {
        this.shop = shop;
    }

    List<Measurement> measurements() {
        return List.of(
                new Measurement(
                        "noop",
                        "`wide` validated into rows for a sink that does nothing",
                        SCAN,
                        0.8,
                        MILLION,
                        rows -> intoNoOp(rows, shop.data(Kind.WIDE, rows))),
                new Measurement(
                        "flights",
                        "real flights, the month twelve times over, for the same sink",
                        "the same scan",
                        0.8,
                        (long) MONTHS * FLIGHTS,
                        rows -> flights((int) Math.max(1, rows / FLIGHTS))),
                new Measurement(
                        "mapped",
                        "`wide` by stream maps: a property renamed, one removed, one constant, one hashed",
                        "the same without maps",
                        0,
                        MILLION,
                        this::mapped),
                new Measurement(
                        "growth",
                        "twenty times the rows, for the same sink",
                        "a twentieth of the rows, times twenty",
                        0.95,
                        GROWTH * MILLION / 2,
                        this::growth),
                new Measurement(
                        "destination",
                        "`wide` through a Destination in batches of 100 MiB; its memory matters",
                        SCAN,
                        0,
                        MILLION,
                        rows -> {
                            Path wide = shop.data(Kind.WIDE, rows);
                            Path destination = shop.started(shop.connectors().destination());
                            return new Pair(rows, wide, () -> shop.load(destination, Map.of(), wide), scan(wide));
                        }));
    }

    private Pair flights(int months) throws IOException, InterruptedException {
        return intoNoOp((long) months * FLIGHTS, shop.flights(months));
    }

    private Pair intoNoOp(long rows, Path input) throws IOException, InterruptedException {
        Path noOp = shop.started(shop.connectors().noOp());
        return new Pair(rows, input, () -> shop.load(noOp, Map.of(), input), scan(input));
    }

    private Run scan(Path input) {
        return () -> shop.meter().run(Jvm.call(TokenScan.class, List.of("jackson-core")), Optional.of(input));
    }

    private Pair mapped(long rows) throws IOException, InterruptedException {
        Path wide = shop.data(Kind.WIDE, rows);
        Path noOp = shop.started(shop.connectors().noOp());
        return new Pair(rows, wide, () -> shop.load(noOp, MAPS, wide), () -> shop.load(noOp, Map.of(), wide));
    }

    private Pair growth(long rows) throws IOException, InterruptedException {
        Path few = shop.data(Kind.WIDE, rows / GROWTH);
        Path all = shop.data(Kind.WIDE, rows);
        Path noOp = shop.started(shop.connectors().noOp());
        return new Pair(rows, all, () -> shop.load(noOp, Map.of(), all), () -> shop.load(noOp, Map.of(), few)
                .times(GROWTH));
    }
}
