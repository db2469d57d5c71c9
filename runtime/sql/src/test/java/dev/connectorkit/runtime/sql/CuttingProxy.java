package dev.connectorkit.runtime.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Stands between a connector and a server, and cuts the line once, around a COMMIT. */
final class CuttingProxy implements AutoCloseable {
    /** Where the line is cut. */
    enum Cut {
        /** The server never hears of the COMMIT. */
        BEFORE_COMMIT,
        /** The server commits, and nobody hears of it. */
        AFTER_COMMIT
    }

    /** What tells a COMMIT in the bytes of one connection; both of its directions are asked, each by a thread. */
    interface Wire {
        /** Whether the server is sent a COMMIT. */
        boolean isCommit(String toServer);

        /** Whether the server answers one. */
        boolean isAnswer(String fromServer);
    }

    /** The message after the question for the transaction's id is the COMMIT; the answer has its tag. */
    static final class PostgresWire implements Wire {
        private boolean asked;

        @Override
        public boolean isCommit(String toServer) {
            boolean isNext = asked;
            asked = toServer.contains("pg_current_xact_id_if_assigned");
            return isNext;
        }

        @Override
        public boolean isAnswer(String fromServer) {
            return fromServer.contains("COMMIT\0");
        }
    }

    /** COM_QUERY with the text; whatever comes back then is the answer (MariaDB manual, client/server protocol). */
    static final class MariaDbWire implements Wire {
        private volatile boolean sent;

        @Override
        public boolean isCommit(String toServer) {
            sent = toServer.endsWith("\u0003COMMIT");
            return sent;
        }

        @Override
        public boolean isAnswer(String fromServer) {
            return sent;
        }
    }

    private final ServerSocket socket;
    private final String host;
    private final int port;
    private final Cut cut;
    private final AtomicInteger commits = new AtomicInteger();
    private final Supplier<Wire> wires;
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final int cutAt;

    /** Cuts at the commit of that number, from 1, which is the COMMIT of a batch. */
    CuttingProxy(String host, int port, Supplier<Wire> wires, Cut cut, int cutAt) {
        this.wires = wires;
        this.host = host;
        this.port = port;
        this.cut = cut;
        this.cutAt = cutAt;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    boolean hasCut() {
        return cutOff.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Socket server = new Socket(host, port);
                Wire wire = wires.get();
                start(() -> pump(client, server, text -> isCutOnTheWayThere(wire, text)));
                start(() -> pump(server, client, text -> isCutOnTheWayBack(wire, text)));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private static void pump(Socket from, Socket to, Predicate<String> isCut) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (isCut.test(text)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            return; // the other side is gone
        }
    }

    private boolean isCutOnTheWayThere(Wire wire, String text) {
        return wire.isCommit(text)
                && cut == Cut.BEFORE_COMMIT
                && commits.incrementAndGet() == cutAt
                && cutOff.compareAndSet(false, true);
    }

    private boolean isCutOnTheWayBack(Wire wire, String text) {
        return cut == Cut.AFTER_COMMIT
                && wire.isAnswer(text)
                && commits.incrementAndGet() == cutAt
                && cutOff.compareAndSet(false, true);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
