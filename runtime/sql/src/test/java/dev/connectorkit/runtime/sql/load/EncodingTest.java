package dev.connectorkit.runtime.sql.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectorkit.runtime.error.RecordException;
import dev.connectorkit.runtime.schema.DateTimes;
import dev.connectorkit.runtime.schema.Property;
import dev.connectorkit.runtime.schema.RecordBuffer;
import dev.connectorkit.runtime.schema.StreamSchema;
import dev.connectorkit.runtime.schema.ValueKind;
import dev.connectorkit.runtime.schema.ValueType.NumberType;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final long SEED = 42;

    private static byte[] bytesOf(Pages pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < pages.count(); i++) {
            bytes.write(pages.page(i), 0, pages.size(i));
        }
        return bytes.toByteArray();
    }

    @Test
    void copyTextIsEscapedAsTheManualSays() {
        Random random = new Random(SEED);
        String alphabet = "abc\\\t\n\r\b\u000b\u0001 \u001f~\u007fé日😀";
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(round % 100 == 0 ? 30_000 : 40);
            for (int i = 0; i < length; i++) {
                text.appendCodePoint(random.nextInt(10) > 0 ? 'x' : alphabet.codePointAt(random.nextInt(13)));
            }
            String expected = text.toString()
                    .replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
            byte[] bytes = ("é" + text + "\t").getBytes(StandardCharsets.UTF_8);
            Pages pages = new Pages();
            assertThat(CopyText.put(bytes, 2, bytes.length - 3, false, pages)).isTrue();
            assertThat(new String(bytesOf(pages), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    @Test
    void nulIsFoundOrReplacedWhereverItStands() {
        for (int at = 0; at < 40; at++) {
            String text = "x".repeat(at) + "\0" + "y".repeat(40 - at);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(CopyText.put(bytes, 0, bytes.length, false, new Pages())).isFalse();
            Pages pages = new Pages();
            assertThat(CopyText.put(bytes, 0, bytes.length, true, pages)).isTrue();
            assertThat(new String(bytesOf(pages), StandardCharsets.UTF_8)).isEqualTo(text.replace('\0', '\ufffd'));
        }
    }

    @Test
    void dateTimesAreWrittenAsIsoForAnyYear() {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSx").withZone(ZoneOffset.UTC);
        Random random = new Random(SEED);
        long first = -62_135_596_800_000_000L;
        long last = 253_402_300_799_999_999L;
        for (int i = 0; i < 100_000; i++) {
            long micros = i == 0 ? first : i == 1 ? last : first + (long) (random.nextDouble() * (last - first));
            byte[] text = new byte[TimeText.MAX_BYTES];
            int end = TimeText.putDateTime(micros, true, text, 0);
            String expected =
                    format.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)).replace(".000000", "");
            assertThat(new String(text, 0, end, StandardCharsets.US_ASCII)).isEqualTo(expected);
        }
    }

    /** A double that is given back digit for digit, by arithmetic without limits. */
    @Test
    void aDoubleIsTakenWhereItGivesTheDigitsBack() {
        Random random = new Random(SEED);
        StreamSchema schema = schema();
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            long exponent = 1023L - random.nextInt(60);
            double number = Double.longBitsToDouble((random.nextLong() & ~(0x7FFL << 52)) | (exponent << 52));
            int digits = 14 + random.nextInt(5);
            BigDecimal exact = i % 3 == 0
                    ? new BigDecimal(Double.toString(number))
                    : new BigDecimal(number)
                            .round(new MathContext(digits))
                            .add(BigDecimal.valueOf(random.nextInt(3) / 2, i % 25));
            BigDecimal binary = new BigDecimal(exact.doubleValue());
            int precision = exact.stripTrailingZeros().precision();
            boolean isGivenBack = precision <= 17
                    && binary.round(new MathContext(precision, RoundingMode.HALF_EVEN))
                                    .compareTo(exact)
                            == 0;
            RecordBuffer row = new RecordBuffer(schema);
            row.put(0, ValueKind.DECIMAL, i % 2 == 0 ? exact.toPlainString() : exact.toString());
            FieldReader reader = new FieldReader("v", "DOUBLE", 0, Optional.empty());
            if (isGivenBack) {
                assertThat(reader.floating(row.record())).as(exact.toString()).isEqualTo(exact.doubleValue());
                taken++;
            } else {
                assertThatThrownBy(() -> reader.floating(row.record()))
                        .as(exact.toString())
                        .isInstanceOf(RecordException.class);
            }
        }
        assertThat(taken).isBetween(20_000, 90_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "-9223372036854775809",
                "9999999999999999999",
                "-9999999999999999999",
                "10000000000000000000",
                "999999999999999999",
                "-0",
                "0"
            })
    void aWholeNumberIsTakenWhere64BitsHoldIt(String digits) {
        RecordBuffer row = new RecordBuffer(schema());
        row.put(0, ValueKind.INTEGER, digits);
        BigInteger exact = new BigInteger(digits);
        FieldReader reader = new FieldReader("v", "BIGINT", 0, Optional.empty());
        if (exact.bitLength() < 64) {
            assertThat(reader.whole(row.record(), 64)).isEqualTo(exact.longValueExact());
            assertThat(row.record().value(0)).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(() -> reader.whole(row.record(), 64)).isInstanceOf(RecordException.class);
            assertThat(row.record().value(0)).isEqualTo(exact);
        }
    }

    private static StreamSchema schema() {
        ObjectNode number = JsonNodeFactory.instance.objectNode().put("type", "number");
        return new StreamSchema(
                "s",
                List.of(new Property("v", new NumberType(OptionalInt.empty(), OptionalInt.empty()), true, number)),
                List.of());
    }

    /** Text that goes to the server as it was sent, and the instant that it stands for, compared there. */
    @Test
    void postgresReadsTheSameInstantFromWhatIsSentOn() throws SQLException {
        try (PostgresServer server = PostgresServer.start();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                PreparedStatement compare = connection.prepareStatement("SELECT ?::timestamptz = ?::timestamptz")) {
            int sentOn = 0;
            for (String date : List.of("0001-01-01", "1969-12-31", "2024-02-29", "9999-12-31")) {
                for (String time : List.of(
                        "00:00:00", "23:59:59", "12:30:60", "05:06:07.1", "05:06:07.999999", "05:06:07.1234567")) {
                    for (String zone :
                            List.of("Z", "z", "", "+00:00", "-14:59", "+14:59", "+15:30", "+23:59", "-0800", "+05")) {
                        byte[] text = (date + "T" + time + zone).getBytes(StandardCharsets.US_ASCII);
                        if (TimeText.isReadAlike(text, 0, text.length)) {
                            byte[] written = new byte[TimeText.MAX_BYTES];
                            long micros = DateTimes.microsOfDateTime(text, 0, text.length);
                            int end = TimeText.putDateTime(micros, true, written, 0);
                            compare.setString(1, new String(text, StandardCharsets.US_ASCII));
                            compare.setString(2, new String(written, 0, end, StandardCharsets.US_ASCII));
                            try (ResultSet row = compare.executeQuery()) {
                                assertThat(row.next()).isTrue();
                                assertThat(row.getBoolean(1))
                                        .as(date + time + zone)
                                        .isTrue();
                            }
                            sentOn++;
                        }
                    }
                }
            }
            assertThat(sentOn).isEqualTo(4 * 4 * 4);
        }
    }

    @Test
    void yearsBeyondTheCommonOnesAreWrittenToo() {
        assertThat(dateTime(-62_135_596_800_000_000L - 1)).isEqualTo("0001-12-31 23:59:59.999999 BC");
        assertThat(dateTime(253_402_300_800_000_000L)).isEqualTo("10000-01-01 00:00:00");
    }

    private static String dateTime(long micros) {
        byte[] text = new byte[TimeText.MAX_BYTES];
        return new String(text, 0, TimeText.putDateTime(micros, false, text, 0), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.000",
                "1",
                "-12.340",
                "0.00120",
                "100",
                "1e3",
                "1.5e-3",
                "123456789012345678",
                "1234567890123456789",
                "12e+2",
                "+.5",
                "5.",
                "00012.3400",
                "0e5",
                "9.99E10"
            })
    void numbersAreScannedDigitByDigit(String number) {
        DecimalScan scan = new DecimalScan();
        byte[] bytes = ("x" + number + "y").getBytes(StandardCharsets.US_ASCII);
        assertThat(scan.scan(bytes, 1, number.length())).isTrue();
        BigDecimal exact = new BigDecimal(number);
        BigDecimal plain = exact.stripTrailingZeros();
        boolean isZero = exact.signum() == 0;
        assertThat(scan.isZero()).isEqualTo(isZero);
        assertThat(scan.significantDigits()).isEqualTo(isZero ? 0 : plain.precision());
        assertThat(scan.wholeDigits()).isEqualTo(isZero ? 0 : Math.max(0, plain.precision() - plain.scale()));
        assertThat(scan.fractionDigits()).isEqualTo(isZero ? 0 : Math.max(0, plain.scale()));
        assertThat(scan.magnitude()).isEqualTo(isZero ? 0 : plain.precision() - plain.scale());
        if (scan.fitsLong()) {
            assertThat(BigDecimal.valueOf(scan.unscaled()).scaleByPowerOfTen(scan.power()))
                    .isEqualByComparingTo(exact);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "NaN", "Infinity", " 1", "1 ", "0x10", "1_0"})
    void whatIsNoNumberIsFound(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(new DecimalScan().scan(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void pagesForgetWhatIsTakenBack() {
        Pages pages = new Pages();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 50 == 0 ? 400_000 : 500)];
            random.nextBytes(bytes);
            long mark = pages.mark();
            CopyText.putPlain(bytes, 0, bytes.length, pages);
            if (random.nextInt(3) == 0) {
                pages.reset(mark);
            } else {
                expected.writeBytes(bytes);
            }
        }
        assertThat(bytesOf(pages)).isEqualTo(expected.toByteArray());
    }

    @Test
    void whatIsWrittenForTheAppenderIsReadBackInPortions() {
        Pages pages = new Pages();
        Random written = new Random(SEED);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[written.nextInt(300)];
            written.nextBytes(bytes);
            PageReader.putByte(i, pages);
            PageReader.putLong(written.nextLong(), pages);
            PageReader.putBytes(bytes, 0, bytes.length, pages);
        }
        PageReader in = new PageReader(pages);
        Random read = new Random(SEED);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[read.nextInt(300)];
            read.nextBytes(bytes);
            assertThat(in.nextByte()).isEqualTo((byte) i);
            assertThat(in.nextLong()).isEqualTo(read.nextLong());
            assertThat(in.nextBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void textBecomesAJsonString() {
        byte[] text = "xa\"\\\n\u0001é\0y".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(JsonText.quoted(text, 1, text.length - 2), StandardCharsets.UTF_8))
                .isEqualTo("\"a\\\"\\\\\\n\\u0001é\\u0000\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"1|0", "\"[{\"|0", "[]|1", "[{\"a\":[1]},[2]]|3", "[\"\\\"[[\",[]]|2", "[\"\\\\\",[[]]]|3"})
    void jsonIsAsDeepAsItsObjectsAndArrays(String json, int depth) {
        byte[] bytes = ("[" + json).getBytes(StandardCharsets.UTF_8);
        assertThat(JsonText.depth(bytes, 1, bytes.length - 1)).isEqualTo(depth);
    }
}
