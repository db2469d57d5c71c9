package dev.connectorkit.testkit.destination;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A TCP line to a server that can be slow, and that can be cut. Safe for threads. */
final class FaultyLine implements AutoCloseable {
    private final String host;
    private final int port;
    private final Duration delayOfAnswers;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Leads to host and port; each piece of an answer takes so long. */
    FaultyLine(String host, int port, Duration delayOfAnswers) {
        this.host = host;
        this.port = port;
        this.delayOfAnswers = delayOfAnswers;
        try {
            this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new DestinationException("no port is free for a line to the destination", e);
        }
        start(this::accept);
    }

    /** A port at which nobody answers. */
    static int deadPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DestinationException("no port is free", e);
        }
    }

    String host() {
        return entrance.getInetAddress().getHostAddress();
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Cuts what is connected; whoever connects anew gets through. */
    void cut() {
        open.forEach(FaultyLine::close);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                open.add(client);
                open.add(server);
                start(() -> pass(client, server, Duration.ZERO));
                start(() -> pass(server, client, delayOfAnswers));
            }
        } catch (IOException e) {
            cut(); // closed, or the server is gone: then whoever waits has to hear of it
        }
    }

    private void pass(Socket from, Socket to, Duration delay) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                LockSupport.parkNanos(delay.toNanos());
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            return; // cut; both ends are closed below
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
