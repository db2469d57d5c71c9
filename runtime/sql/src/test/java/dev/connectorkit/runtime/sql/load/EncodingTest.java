package dev.connectorkit.runtime.sql.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
