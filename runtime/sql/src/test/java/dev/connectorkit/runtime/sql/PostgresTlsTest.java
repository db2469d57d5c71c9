package dev.connectorkit.runtime.sql;

import static dev.connectorkit.testkit.destination.TestDatabase.record;
import static dev.connectorkit.testkit.destination.TestDatabase.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.connectorkit.testkit.destination.TestDatabase.Run;
import dev.connectorkit.testkit.postgres.PostgresServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes encrypted connections only, with a key and a certificate for its address that are made for the test. */
class PostgresTlsTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void aServerIsEnteredByItsCertificateAndItsNameOnly() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresDatabase database = new PostgresDatabase()) {
            assumeThat(server.isOwn()).isTrue();
            Path certificate = encryptedOnly(server);

            Run verified = load(database, server, "127.0.0.1", "verify-full", certificate);
            assertThat(verified.exit()).as(verified.err()).isZero();
            assertThat(rows(server, database.schema())).isEqualTo(1);

            Run plain = database.loadWith(Map.of("sqlalchemy_url", plainUrl(server)), schema("secure", "\"id\":{}"));
            assertThat(plain.exit()).isEqualTo(3);

            Path stranger = pem(
                    "CERTIFICATE",
                    "other.crt",
                    keys("other").getCertificate("server").getEncoded());
            Run unknown = load(database, server, "127.0.0.1", "verify-full", stranger);
            assertThat(unknown.exit()).isEqualTo(3);
            assertThat(unknown.lastLine()).startsWith("CONNECTION_FAILED: PostgreSQL at 127.0.0.1");

            Run otherName = load(database, server, "localhost", "verify-full", certificate);
            assertThat(otherName.exit()).isEqualTo(3);
            Run anyName = load(database, server, "localhost", "verify-ca", certificate);
            assertThat(anyName.exit()).as(anyName.err()).isZero();
        }
    }

    private static Run load(
            PostgresDatabase database, PostgresServer server, String host, String mode, Path certificate) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("host", host, "port", server.port()));
        settings.putAll(
                Map.of("ssl_enable", true, "ssl_mode", mode, "ssl_certificate_authority", certificate.toString()));
        return database.loadWith(
                settings, schema("secure", "\"id\":{\"type\":\"integer\"}", "id"), record("secure", "\"id\":1"));
    }

    private static String plainUrl(PostgresServer server) {
        return "postgresql://%s:x@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(server.user(), server.port(), server.database());
    }

    private static int rows(PostgresServer server, String schema) throws Exception {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM \"%s\".secure".formatted(schema))) {
            count.next();
            return count.getInt(1);
        }
    }

    /** Gives the certificate's file. The server writes its own files, since its key has to belong to its user. */
    private Path encryptedOnly(PostgresServer server) throws Exception {
        KeyStore keys = keys("server");
        Path certificate =
                pem("CERTIFICATE", "server.crt", keys.getCertificate("server").getEncoded());
        Path key = pem(
                "PRIVATE KEY",
                "server.key",
                keys.getKey("server", STORE_PASSWORD).getEncoded());
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            write(connection, "server.crt", Files.readString(certificate));
            write(connection, "server.key", Files.readString(key));
            write(connection, "pg_hba.conf", "hostssl all all 127.0.0.1/32 trust");
            statement.execute("ALTER SYSTEM SET ssl = on");
        }
        server.restart();
        return certificate;
    }

    private static void write(Connection connection, String file, String lines) throws Exception {
        try (Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO lines SELECT unnest(?::text[])")) {
            statement.execute("CREATE TEMPORARY TABLE lines (line text)");
            insert.setArray(1, connection.createArrayOf("text", lines.lines().toArray()));
            insert.execute();
            statement.execute("COPY lines TO PROGRAM 'umask 077; cat > %s'".formatted(file));
            statement.execute("DROP TABLE lines");
        }
    }

    private KeyStore keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE_PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, STORE_PASSWORD);
        }
        return keys;
    }

    private Path pem(String what, String file, byte[] content) throws Exception {
        String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(content),
                        what);
        return Files.writeString(folder.resolve(file), text);
    }
}
