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

/** Stands between a connector and a PostgreSQL server, and cuts the line once, around a COMMIT. */
final class CuttingProxy implements AutoCloseable {
    /** Where the line is cut. */
    enum Cut {
        /** The server never hears of the COMMIT. */
        BEFORE_COMMIT,
        /** The server commits, and nobody hears of it. */
        AFTER_COMMIT
    }

    private static final String ASKED_BEFORE_COMMIT = "pg_current_xact_id_if_assigned";
    private static final String TAG = "COMMIT\0";

    private final ServerSocket socket;
    private final String host;
    private final int port;
    private final Cut cut;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean cutOff = new AtomicBoolean();
    private final int cutAt;

    /** Cuts at the commit of that number, from 1, which is the COMMIT of a batch. */
    CuttingProxy(String host, int port, Cut cut, int cutAt) {
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
                start(() -> pump(client, server, true));
                start(() -> pump(server, client, false));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void pump(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (toServer ? isCutOnTheWayThere(text) : isCutOnTheWayBack(text)) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            return; // the other side is gone
        }
    }

    /** The message after the question for the transaction's id is the COMMIT. */
    private boolean isCutOnTheWayThere(String text) {
        if (cut != Cut.BEFORE_COMMIT) {
            return false;
        }
        if (asked.getAndSet(text.contains(ASKED_BEFORE_COMMIT))) {
            return commits.incrementAndGet() == cutAt && cutOff.compareAndSet(false, true);
        }
        return false;
    }

    private boolean isCutOnTheWayBack(String text) {
        return cut == Cut.AFTER_COMMIT
                && text.contains(TAG)
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
